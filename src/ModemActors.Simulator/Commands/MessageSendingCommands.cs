namespace ModemActors.Simulator;

/// <summary>Sending, and acknowledging what was forwarded (3GPP TS 27.005 §3.5.1, §3.5.2, §3.4.4).</summary>
internal static class MessageSendingCommands
{
    public static void AddTo(CommandTable table)
    {
        table["+CMGS"] = new Func<CommandCall, Outcome>(Send).NeedingMessaging();
        table["+CMSS"] = new Func<CommandCall, Outcome>(SendStored).NeedingMessaging();
        table["+CNMA"] = new Func<CommandCall, Outcome>(Acknowledge).NeedingMessaging();
    }

    private static Outcome Send(CommandCall call)
    {
        if (call.Kind == CommandKind.Test) return Outcome.Ok;
        if (call.Modem.Settings.TextMode)
        {
            if (call.Kind != CommandKind.Set || !call.Has(0)) return Outcome.Cms(305);
            return new Outcome.Prompt(body => TextMode.Compose(call, body) is { } submit ? Send(call, submit) : Outcome.Cms(305));
        }
        if (call.Kind != CommandKind.Set || !call.TryNumber(0, -1, 1, 200, out var length)) return Outcome.Cms(304);
        return new Outcome.Prompt(body => PduBody.TryRead(body, length, out _, out var tpdu) && SubmitFrame.TryParse(tpdu, out var submit)
            ? Send(call, submit!)
            : Outcome.Cms(304));
    }

    private static Outcome Send(CommandCall call, SubmitFrame submit) => call.Modem.Sender.Send(call, submit, _ => { });

    private static Outcome SendStored(CommandCall call)
    {
        if (call.Kind == CommandKind.Test) return Outcome.Ok;
        var memory = call.Modem.Memories.Find(call.Modem.Settings.WriteMemory)!;
        if (!call.TryNumber(0, -1, 0, 999, out var index) || !memory.TryGet(index, out var message) || message is null) return Outcome.Cms(321);
        if (!SubmitFrame.TryParse(message.Tpdu, out var submit)) return Outcome.Cms(302);
        if (call.Has(1))
        {
            var to = TextCoding.DecodeString(call.Modem.Settings.CharacterSet, call.String(1));
            if (!AddressField.IsNumber(to)) return Outcome.Cms(304);
            submit = submit! with { Destination = AddressField.From(to) };
        }
        return call.Modem.Sender.Send(call, submit!, reference =>
        {
            message.State = SlotState.StoredSent;
            message.Tpdu[1] = reference;
        });
    }

    private static Outcome Acknowledge(CommandCall call)
    {
        if (call.Kind == CommandKind.Test) return call.Say("+CNMA: (0-2)");
        if (!call.TryNumber(0, 0, 0, 2, out var n) || !call.TryNumber(1, 0, 0, 200, out var length)) return Outcome.Cms(302);
        if (length > 0)
            return new Outcome.Prompt(body => PduBody.TryRead([(byte)'0', (byte)'0', .. body], length, out _, out _) ? Acknowledge(call, n) : Outcome.Cms(304));
        return Acknowledge(call, n);
    }

    private static Outcome Acknowledge(CommandCall call, int n) =>
        call.Modem.Receiver.Acknowledge(n != 2) ? Outcome.Ok : Outcome.Cms(340);
}
