using FsCheck;
using FsCheck.Fluent;
using ModemActors.Protocol.Sms;

namespace ModemActors.Storage.Tests;

/// <summary>Random acts on one message, legal or not, restarts among them, against a model that says which way each may lead.</summary>
public sealed class OutboundModelSpecs : StoreSpecs
{
    private const int Parts = 2;

    public enum Act
    {
        Claim,
        Plan,
        SendFirst,
        SendSecond,
        FailForATime,
        FailForGood,
        Lose,
        Release,
        Restart,
        LateAnswer,
        DeliveryOfFirst,
        DeliveryOfSecond,
        FailureReport,
        Expire,
        Cancel,
        Retry,
        ResolveSent,
        ResolveResend,
    }

    private static readonly HashSet<MessageStatus> Ends =
        [MessageStatus.Failed, MessageStatus.Undelivered, MessageStatus.Expired, MessageStatus.Cancelled, MessageStatus.Duplicate,
            MessageStatus.Delivered];

    [Fact]
    public void No_sequence_of_acts_leaves_an_end_or_sends_a_part_twice_in_silence()
    {
        var acts = Gen.Elements(Enum.GetValues<Act>()).ListOf(40).ToArbitrary();
        Prop.ForAll(acts, sequence => RunAsync([.. sequence]).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(250));
    }

    private async Task RunAsync(IReadOnlyList<Act> acts)
    {
        var message =
            (await Store.EnqueueAsync(
            new NewMessage { PhoneNumber = Number, Content = "model", AllowDuplicate = true, ExpiresAt = Now.AddDays(300) })).Message;
        // How often each part was put on its way, less those of which it is known, or was decided, that they did not go.
        var onAir = new int[Parts + 1];
        foreach (var act in acts)
        {
            var before = (Status: await StatusAsync(message.Id), Parts: await Store.GetPartsAsync(message.Id));
            await DoAsync(act, message.Id);
            var after = (Status: await StatusAsync(message.Id), Parts: await Store.GetPartsAsync(message.Id));

            Assert.True(MayLead(act, before.Status, after.Status),
                $"{act} led from {before.Status} to {after.Status} in {string.Join(", ", acts)}");
            foreach (var part in after.Parts)
            {
                var earlier = before.Parts.FirstOrDefault(other => other.Number == part.Number)?.State ?? PartState.Pending;
                if (part.State == PartState.Sending && earlier != PartState.Sending)
                    onAir[part.Number]++;
                if (part.State == PartState.Pending && earlier is (PartState.Sending or PartState.Indeterminate or PartState.Failed))
                    onAir[part.Number]--;
                Assert.InRange(onAir[part.Number], 0, 1);
            }
        }

        await Store.CancelAsync([message.Id]);
        Sql($"DELETE FROM messages WHERE id = {message.Id}");
    }

    private static bool MayLead(Act act, MessageStatus from, MessageStatus to) => (act, from, to) switch
    {
        _ when from == to => true,
        (Act.Retry, _, MessageStatus.Queued) =>
            from is MessageStatus.Failed or MessageStatus.Undelivered or MessageStatus.Expired or MessageStatus.Cancelled,
        _ when Ends.Contains(from) => false,
        (Act.Claim, MessageStatus.Queued, MessageStatus.Sending) => true,
        (Act.SendFirst or Act.SendSecond, MessageStatus.Sending,
            MessageStatus.Sent or MessageStatus.Delivered or MessageStatus.Undelivered) => true,
        (Act.FailForATime or Act.Release, MessageStatus.Sending, MessageStatus.Queued) => true,
        (Act.FailForGood, MessageStatus.Sending, MessageStatus.Failed) => true,
        (Act.Lose, MessageStatus.Sending, _) =>
            to is MessageStatus.Indeterminate or MessageStatus.Queued or MessageStatus.Sent or MessageStatus.Delivered or MessageStatus.Undelivered,
        (Act.Restart, MessageStatus.Sending, MessageStatus.Queued or MessageStatus.Indeterminate) => true,
        (Act.LateAnswer or Act.ResolveSent, MessageStatus.Indeterminate,
            MessageStatus.Queued or MessageStatus.Sent or MessageStatus.Delivered or MessageStatus.Undelivered) => true,
        (Act.ResolveResend, MessageStatus.Indeterminate, MessageStatus.Queued) => true,
        (Act.DeliveryOfFirst or Act.DeliveryOfSecond, MessageStatus.Sent, MessageStatus.Delivered) => true,
        (Act.FailureReport, MessageStatus.Sent, MessageStatus.Undelivered) => true,
        (Act.DeliveryOfFirst or Act.DeliveryOfSecond or Act.FailureReport, MessageStatus.Indeterminate, _) =>
            to is MessageStatus.Queued or MessageStatus.Sent or MessageStatus.Delivered or MessageStatus.Undelivered,
        (Act.Expire or Act.Claim, MessageStatus.Queued, MessageStatus.Expired) => true,
        (Act.Cancel, MessageStatus.Queued, MessageStatus.Cancelled) => true,
        _ => false,
    };

    private async Task DoAsync(Act act, long id)
    {
        try
        {
            await (act switch
            {
                Act.Claim => (Task)ClaimAsync(),
                Act.Plan => Store.RecordAsync(new PartsPlanned(id, Parts, 7, "gsm7")),
                Act.SendFirst => Store.RecordAsync(new PartSent(id, 1, 1)),
                Act.SendSecond => Store.RecordAsync(new PartSent(id, 2, 2)),
                Act.FailForATime => RecordCurrentAsync(id, number => new PartFailed(id, number, "busy", Now.AddSeconds(30))),
                Act.FailForGood => RecordCurrentAsync(id, number => new PartFailed(id, number, "no", null)),
                Act.Lose => RecordCurrentAsync(id, number => new PartIndeterminate(id, number, "silence", false)),
                Act.Release => Store.RecordAsync(new Released(id, "leaving")),
                Act.Restart => RestartAndRecoverAsync(),
                Act.LateAnswer => Store.SettleAsync(new LateAnswer("m1", 9, id)),
                Act.DeliveryOfFirst => ReportAsync(1, 0x00),
                Act.DeliveryOfSecond => ReportAsync(2, 0x00),
                Act.FailureReport => ReportAsync(2, 0x43),
                Act.Expire => ExpireAsync(id),
                Act.Cancel => Store.CancelAsync([id]),
                Act.Retry => Store.RetryAsync([id]),
                Act.ResolveSent => Store.ResolveAsync(id, sent: true),
                _ => Store.ResolveAsync(id, sent: false),
            });
        }
        catch (StoreConflictException)
        {
            // An act that the record does not allow is refused; that it changed nothing is checked by the model.
            Assert.NotEqual(Act.Claim, act);
        }
    }

    private Task<Claim?> ClaimAsync()
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        return ClaimOneAsync();
    }

    private async Task RecordCurrentAsync(long id, Func<int, OutboundStep> step)
    {
        if ((await Store.GetPartsAsync(id)).FirstOrDefault(part => part.State == PartState.Sending) is { } part)
            await Store.RecordAsync(step(part.Number));
    }

    private async Task RestartAndRecoverAsync()
    {
        await RestartAsync();
        await Store.RecoverAsync(resendIndeterminate: false);
    }

    private Task<ReportOutcome> ReportAsync(int tpMr, byte status) =>
        Store.RecordReportAsync(new DeliveryReport("m1", tpMr, Number, new DeliveryStatus(status), null, null, Guid.NewGuid().ToString()));

    private async Task ExpireAsync(long id)
    {
        Sql($"UPDATE messages SET expires_at = '2026-01-01 00:00:00' WHERE id = {id} AND status = 'queued'");
        await Store.ClaimAsync(new ClaimRequest([]));
    }
}
