using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Akka.Actor;
using Akka.Hosting;
using ModemActors.Messages;
using ModemActors.Protocol.Sms;
using ModemActors.Service.Configuration;
using ModemActors.Service.Dashboard.Pages;
using ModemActors.Storage;

namespace ModemActors.Service.Dashboard;

/// <summary>What the pages' forms do. Every one ends with the page it came from, and a word on it.</summary>
internal static class Acts
{
    /// <summary>Queues a message; what cannot be sent comes back with the form and the reasons.</summary>
    public static Task<IResult> SendAsync(HttpContext context, IMessageStore store, IRequiredActor<Messages.Outbox> outbox) =>
        GuardedAsync(context, async form =>
        {
            var draft = Read(form, context.RequestServices.GetRequiredService<ServiceConfiguration>(), out var message);
            if (message is null)
            {
                return form["answer"] == "1"
                    ? await ConversationPage.AgainAsync(context, store, draft).ConfigureAwait(false)
                    : await OverviewPage.AgainAsync(context, draft).ConfigureAwait(false);
            }

            var result = await store.EnqueueAsync(message).ConfigureAwait(false);
            outbox.ActorRef.Tell(WorkQueued.Instance, ActorRefs.NoSender);
            return Said.Back(form, result.Replayed || result.Conflict ? "known" : "queued");
        });

    /// <summary>Mark read, retry, cancel, or decide on an indeterminate message.</summary>
    public static Task<IResult> DecideAsync(
        HttpContext context, long id, string act, IMessageStore store, IRequiredActor<Messages.Outbox> outbox, IRequiredActor<Fleet> fleet) =>
        GuardedAsync(context, async form =>
        {
            TransitionOutcome? outcome = act switch
            {
                "read" => (await store.MarkReadAsync([id]).ConfigureAwait(false))[0],
                "retry" => (await store.RetryAsync([id]).ConfigureAwait(false))[0],
                "cancel" => (await store.CancelAsync([id]).ConfigureAwait(false))[0],
                "sent" or "resend" => await store.ResolveAsync(id, act == "sent").ConfigureAwait(false),
                _ => null,
            };
            if (outcome is null)
                return Layout.Refusal(context, StatusCodes.Status404NotFound, "No such act", "This dashboard has no such button.");
            outbox.ActorRef.Tell(WorkQueued.Instance, ActorRefs.NoSender);
            fleet.ActorRef.Tell(ReadMarksChanged.Instance, ActorRefs.NoSender);
            return Said.Back(form, outcome.Done ? act : "not-done");
        });

    /// <summary>Marks several as read.</summary>
    public static Task<IResult> MarkReadAsync(HttpContext context, IMessageStore store, IRequiredActor<Fleet> fleet) =>
        GuardedAsync(context, async form =>
        {
            var ids = form["id"].Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
                .Where(id => id > 0).Take(1000).ToList();
            await store.MarkReadAsync(ids).ConfigureAwait(false);
            fleet.ActorRef.Tell(ReadMarksChanged.Instance, ActorRefs.NoSender);
            return Said.Back(form, "read");
        });

    /// <summary>Runs an act for a form that is ours.</summary>
    public static async Task<IResult> GuardedAsync(HttpContext context, Func<IFormCollection, Task<IResult>> act)
    {
        var (form, reason) = await FormGuard.ReadAsync(context, context.RequestAborted).ConfigureAwait(false);
        if (form is null)
            return Layout.Refusal(context, StatusCodes.Status403Forbidden, "Not done", reason);
        try
        {
            return await act(form).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            return Said.Back(form, "busy");
        }
    }

    private static Draft Read(IFormCollection form, ServiceConfiguration configuration, out NewMessage? message)
    {
        var errors = new Dictionary<string, string>();
        var draft = new Draft
        {
            Number = form["number"].ToString().Trim(),
            Text = form["text"].ToString().ReplaceLineEndings("\n"),
            Modem = form["modem"].ToString(),
            Later = form["later"].ToString(),
            Flash = form["flash"] == "1",
            Report = form["report"] == "1",
            Errors = errors,
        };
        if (!SmsAddress.TryParse(draft.Number, out var address, out var reason))
            errors["number"] = draft.Number.Length == 0 ? "A number is needed." : Sentence(reason);
        if (draft.Text.Length == 0)
            errors["text"] = "A text is needed.";
        else if (SmsEstimate.Of(draft.Text) is { IsSendable: false } estimate)
            errors["text"] = Sentence(estimate.Reason!);
        if (draft.Modem.Length > 0 && configuration.Settings.Modems.All(modem => modem.Id != draft.Modem))
            errors["modem"] = "There is no such modem.";
        if (!TryLater(draft.Later, form["offset"].ToString(), out var notBefore))
            errors["later"] = "This is no time.";
        var key = form["once"].ToString();
        message = errors.Count > 0 ? null : new NewMessage
        {
            PhoneNumber = address!.ToString(),
            Content = draft.Text,
            Modem = draft.Modem.Length > 0 ? draft.Modem : null,
            NotBefore = notBefore,
            Flash = draft.Flash,
            DeliveryReport = draft.Report ? true : null,
            IdempotencyKey = key.Length is > 0 and <= 64 ? $"dashboard-{key}" : null,
            IdempotencyHash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{draft.Number}\n{draft.Text}"))),
        };
        return draft;
    }

    /// <param name="offset">Minutes that the viewer's clock is behind UTC, as browsers count them.</param>
    private static bool TryLater(string later, string offset, out DateTimeOffset? time)
    {
        time = null;
        if (later.Length == 0)
            return true;
        if (!DateTime.TryParseExact(
            later, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal
            | DateTimeStyles.AdjustToUniversal, out var local))
            return false;
        if (!int.TryParse(offset, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minutes) || Math.Abs(minutes) > 14 * 60)
            minutes = 0;
        time = new DateTimeOffset(local).AddMinutes(minutes);
        return true;
    }

    private static string Sentence(string reason) => $"{char.ToUpperInvariant(reason[0])}{reason[1..].TrimEnd('.')}.";
}
