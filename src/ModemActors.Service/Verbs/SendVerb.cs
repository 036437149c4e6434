using System.CommandLine;
using ModemActors.Protocol.Sms;
using ModemActors.Service.Configuration;
using ModemActors.Service.Views;
using ModemActors.Storage;

namespace ModemActors.Service.Verbs;

/// <summary><c>send</c>: queues a message in the store, whether the service runs or not.</summary>
internal static class SendVerb
{
    private static readonly Argument<string> s_number =
        new("NUMBER") { Description = "To whom: +15551234567, a national number or a short code" };
    private static readonly Argument<string> s_text = new("TEXT") { Description = "The text; - = read it from standard input" };
    private static readonly Option<string?> s_modem = VerbOptions.Text("--modem", "ID", "Only by this modem");
    private static readonly Option<int> s_priority = VerbOptions.Whole("--priority", "Higher goes first", 0, -1_000_000, 1_000_000);
    private static readonly Option<DateTimeOffset?> s_notBefore =
        VerbOptions.Time("--not-before", "Send it then at the earliest: 2026-01-31T08:00, or 10m from now");
    private static readonly Option<DateTimeOffset?> s_expires =
        VerbOptions.Time("--expires", "Do not send it after that: 2026-01-31T08:00, or 2h from now");
    private static readonly Option<bool> s_flash =
        new("--flash") { Description = "Show it at once on the receiver's screen, without keeping it" };
    private static readonly Option<bool> s_report = new("--report") { Description = "Ask for a delivery report" };
    private static readonly Option<bool> s_wait = new("--wait") { Description = "Wait until it has been sent or has failed" };
    private static readonly Option<TimeSpan?> s_timeout =
        VerbOptions.Duration("--timeout", "Wait no longer than this (5m unless given); the message stays queued");
    private static readonly Option<bool> s_allowDuplicate =
        new("--allow-duplicate") { Description = "Send it although the same text just went to the same number" };
    private static readonly Option<string?> s_key = VerbOptions.Text("--key", "KEY", "The same key never queues a second message");

    public static Command Create()
    {
        var send = new Verb(
            "send", "Queue a message. It works on the store, so the service may be down: then it goes out when the service runs again.",
            "modemactors send +15551234567 \"Hello\" --wait")
        {
            s_number, s_text, s_modem, s_priority, s_notBefore, s_expires, s_flash, s_report, s_wait, s_timeout, s_allowDuplicate, s_key,
                VerbOptions.Json,
        };
        send.Aliases.Add("test");
        send.SetAction(RunAsync);
        return send;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var text = await VerbText.ReadAsync(parsed.GetValue(s_text)!, cancellation).ConfigureAwait(false);
        var configuration = VerbStore.Configuration(parsed);
        var message = Check(parsed, text, configuration);
        var store = await VerbStore.OpenAsync(configuration, cancellation).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var queued = await store.EnqueueAsync(message).ConfigureAwait(false);
        if (queued.Conflict)
            throw new VerbException($"the key '{message.IdempotencyKey}' was used for another message ({queued.Message.Id});"
                + " nothing was queued. Use a new key.");
        var json = parsed.GetValue(VerbOptions.Json);
        if (!json)
            Screen.Line(queued.Replayed ? $"message {queued.Message.Id}: queued before with this key"
                : $"message {queued.Message.Id}: queued");
        if (!parsed.GetValue(s_wait))
        {
            if (json)
                Screen.Json(MessageView.Of(queued.Message));
            return ModemActorsCommand.Done;
        }

        var timeout = parsed.GetValue(s_timeout) ?? TimeSpan.FromMinutes(5);
        return Tell(await FollowAsync(store, queued.Message, timeout, cancellation).ConfigureAwait(false), timeout, json);
    }

    private static NewMessage Check(ParseResult parsed, string text, ServiceConfiguration configuration)
    {
        var number = parsed.GetValue(s_number)!;
        if (!SmsAddress.TryParse(number, out var address, out var reason))
            throw new VerbException($"'{number}' is no phone number: {reason}. Nothing was queued.");
        if (string.IsNullOrWhiteSpace(text))
            throw new VerbException($"the text is {(text.Length == 0 ? "empty" : "blank")}. Nothing was queued.");
        if (SmsEstimate.Of(text) is { IsSendable: false } estimate)
            throw new VerbException($"the text is too long: {estimate.Reason}. Nothing was queued; split it into several messages.");
        var modem = parsed.GetValue(s_modem);
        var known = configuration.Settings.Modems;
        if (modem is not null && known.All(each => each.Id != modem))
            throw new VerbException($"there is no modem '{modem}'; there are: {string.Join(", ", known.Select(each => each.Id))}."
                + " Nothing was queued.");
        var (notBefore, expires) = (parsed.GetValue(s_notBefore), parsed.GetValue(s_expires));
        if (expires <= TimeProvider.System.GetUtcNow())
            throw new VerbException("--expires is in the past. Nothing was queued.");
        if (expires <= notBefore)
            throw new VerbException("--expires must be later than --not-before. Nothing was queued.");
        if (parsed.GetValue(s_key) is { Length: 0 })
            throw new VerbException("--key is empty. Nothing was queued.");
        return new NewMessage
        {
            PhoneNumber = address.ToString(),
            Content = text,
            Modem = modem,
            Priority = parsed.GetValue(s_priority),
            NotBefore = notBefore,
            ExpiresAt = expires,
            Flash = parsed.GetValue(s_flash),
            DeliveryReport = parsed.GetValue(s_report) ? true : null,
            AllowDuplicate = parsed.GetValue(s_allowDuplicate),
            IdempotencyKey = parsed.GetValue(s_key),
        };
    }

    private static async Task<Message> FollowAsync(IMessageStore store, Message message, TimeSpan timeout, CancellationToken cancellation)
    {
        using var overdue = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        overdue.CancelAfter(timeout < TimeSpan.FromDays(40) ? timeout : TimeSpan.FromDays(40));
        try
        {
            while (message.Status is MessageStatus.Queued or MessageStatus.Sending)
            {
                await Task.Delay(100, overdue.Token).ConfigureAwait(false);
                message = await store.GetAsync(message.Id).ConfigureAwait(false)
                    ?? throw new VerbException($"message {message.Id} was deleted from the store while it waited.");
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return message;
        }

        return message;
    }

    private static int Tell(Message message, TimeSpan timeout, bool json)
    {
        if (json)
            Screen.Json(MessageView.Of(message));
        if (message.Status is MessageStatus.Sent or MessageStatus.Delivered)
        {
            if (!json)
            {
                var parts = message.Parts == 1 ? "1 part" : $"{message.Parts} parts";
                Screen.Line($"message {message.Id}: {message.Status.ToText()} by {message.SentBy} in {parts}");
            }

            return ModemActorsCommand.Done;
        }

        Screen.Remark($"message {message.Id} is {MessageView.Of(message).Status}: {Why(message, timeout)}");
        return ModemActorsCommand.Failed;
    }

    private static string Why(Message message, TimeSpan timeout) => message.Status switch
    {
        MessageStatus.Queued or MessageStatus.Sending =>
            $"not sent within {TimeText.Age(timeout)}{(message.Error is { } error ? $" ({error})" : "")};"
            + " it stays queued. 'modemactors status' shows whether the service runs.",
        MessageStatus.Duplicate => "the same text went to the same number a moment ago; --allow-duplicate sends it all the same.",
        MessageStatus.Expired => "it could not be sent before it expired.",
        MessageStatus.Indeterminate =>
            $"nobody can know whether it went out ({message.Error ?? "the answer is missing"});"
            + $" decide with 'modemactors resolve {message.Id} --sent' or '--resend'.",
        _ => message.Error ?? "no reason is on record.",
    };
}
