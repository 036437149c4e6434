using System.Globalization;

namespace ModemActors.Simulator;

/// <summary>Messages in the memories: list, read, delete, write (3GPP TS 27.005 §3.4, §3.5.3, §3.5.4, §4).</summary>
internal static class MessageStorageCommands
{
    private static readonly string[] StateNames = ["REC UNREAD", "REC READ", "STO UNSENT", "STO SENT", "ALL"];
    private const int All = 4;

    public static void AddTo(CommandTable table)
    {
        table["+CMGL"] = new Func<CommandCall, Outcome>(List).NeedingMessaging();
        table["+CMGR"] = new Func<CommandCall, Outcome>(Read).NeedingMessaging();
        table["+CMGD"] = new Func<CommandCall, Outcome>(Delete).NeedingMessaging();
        table["+CMGW"] = new Func<CommandCall, Outcome>(Write).NeedingMessaging();
    }

    private static Outcome List(CommandCall call)
    {
        var settings = call.Modem.Settings;
        if (call.Kind == CommandKind.Test)
            return call.Say(settings.TextMode ? "+CMGL: (" + string.Join(",", StateNames.Select(name => $"\"{name}\"")) + ")" : "+CMGL: (0-4)");
        if (call.Kind == CommandKind.Read || !TryState(call, out var wanted) || !call.TryNumber(1, 0, 0, 1, out var keepsState))
            return Outcome.Cms(settings.TextMode ? 305 : 304);
        foreach (var (index, message) in ReadMemory(call).Occupied())
        {
            if (wanted != All && (int)message.State != wanted) continue;
            var number = index.ToString(CultureInfo.InvariantCulture) + ",";
            call.Lines.AddRange(settings.TextMode
                ? TextMode.Describe(call.Modem, message, $"+CMGL: {number}", settings.ShowHeaders, inList: true)
                : Describe(call, message, $"+CMGL: {number}"));
            if (keepsState == 0) message.MarkRead();
        }
        return Outcome.Ok;
    }

    private static bool TryState(CommandCall call, out int wanted)
    {
        if (!call.Modem.Settings.TextMode) return call.TryNumber(0, 0, 0, All, out wanted);
        wanted = call.Has(0) ? Array.IndexOf(StateNames, call.String(0).ToUpperInvariant()) : 0;
        return wanted >= 0;
    }

    private static Outcome Read(CommandCall call)
    {
        if (call.Kind == CommandKind.Test) return Outcome.Ok;
        if (!call.Has(0) || !call.TryNumber(0, 0, 0, 999, out var index) || !ReadMemory(call).TryGet(index, out var message)) return Outcome.Cms(321);
        if (message is null) return call.Modem.Options.Profile.EmptySlotIsOk ? Outcome.Ok : Outcome.Cms(321);
        call.Lines.AddRange(call.Modem.Settings.TextMode
            ? TextMode.Describe(call.Modem, message, "+CMGR: ", call.Modem.Settings.ShowHeaders, inList: false)
            : Describe(call, message, "+CMGR: "));
        message.MarkRead();
        return Outcome.Ok;
    }

    private static IEnumerable<string> Describe(CommandCall call, StoredMessage message, string head) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{head}{(int)message.State},{call.Modem.Options.Profile.NoName},{message.Tpdu.Length}"),
        message.Hex,
    ];

    private static Outcome Delete(CommandCall call)
    {
        var memory = ReadMemory(call);
        if (call.Kind == CommandKind.Test)
            return call.Say($"+CMGD: ({string.Join(",", memory.Occupied().Select(slot => slot.Index))}),(0-4)");
        if (call.Kind != CommandKind.Set || !call.TryNumber(0, -1, 0, 999, out var index) || !call.TryNumber(1, 0, 0, 4, out var flag))
            return Outcome.Cms(321);
        if (flag == 0)
        {
            if (!memory.Delete(index)) return Outcome.Cms(321);
        }
        else
        {
            foreach (var (occupied, message) in memory.Occupied().ToArray())
                if (IsMeant(message.State, flag)) memory.Delete(occupied);
        }
        call.Modem.NoticeRoom();
        return Outcome.Ok;
    }

    // §3.5.4: 1 all that is read, 2 and what is sent, 3 and what is not sent yet, 4 everything.
    private static bool IsMeant(SlotState state, int flag) => state switch
    {
        SlotState.ReceivedRead => flag >= 1,
        SlotState.StoredSent => flag >= 2,
        SlotState.StoredUnsent => flag >= 3,
        _ => flag == 4,
    };

    private static Outcome Write(CommandCall call)
    {
        if (call.Kind == CommandKind.Test) return Outcome.Ok;
        if (call.Modem.Settings.TextMode) return WriteText(call);
        if (call.Kind != CommandKind.Set || !call.TryNumber(0, -1, 1, 200, out var length) || !call.TryNumber(1, 2, 0, 3, out var state)) return Outcome.Cms(304);
        return new Outcome.Prompt(body => PduBody.TryRead(body, length, out var smsc, out var tpdu)
            ? Store(call, new StoredMessage((SlotState)state, smsc, tpdu))
            : Outcome.Cms(304));
    }

    private static Outcome WriteText(CommandCall call)
    {
        if (call.Kind is not (CommandKind.Set or CommandKind.Execute)) return Outcome.Cms(305);
        var state = call.Has(2) ? Array.IndexOf(StateNames, call.String(2).ToUpperInvariant()) : (int)SlotState.StoredUnsent;
        if (state is < 0 or All) return Outcome.Cms(305);
        return new Outcome.Prompt(body => TextMode.Compose(call, body) is { } submit
            ? Store(call, new StoredMessage((SlotState)state, AddressField.ServiceCentre(call.Modem.Sim.Smsc), submit.ToOctets(0)))
            : Outcome.Cms(305));
    }

    private static Outcome Store(CommandCall call, StoredMessage message) =>
        call.Modem.Memories.Find(call.Modem.Settings.WriteMemory)!.Store(message) is { } index
            ? call.Say(string.Create(CultureInfo.InvariantCulture, $"+CMGW: {index}"))
            : Outcome.Cms(322);

    private static MessageMemory ReadMemory(CommandCall call) => call.Modem.Memories.Find(call.Modem.Settings.ReadMemory)!;
}
