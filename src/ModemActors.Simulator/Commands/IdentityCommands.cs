namespace ModemActors.Simulator;

/// <summary>Who the modem is and whose the SIM (3GPP TS 27.007 §5).</summary>
internal static class IdentityCommands
{
    public static void AddTo(CommandTable table)
    {
        foreach (var prefix in (string[])["+C", "+"])
        {
            table[prefix + "GMI"] = CallExtensions.Text(modem => modem.Options.Profile.Manufacturer);
            table[prefix + "GMM"] = CallExtensions.Text(modem => modem.Options.Profile.Model);
            table[prefix + "GMR"] = CallExtensions.Text(modem => modem.Options.Profile.Revision);
            table[prefix + "GSN"] = CallExtensions.Text(modem => modem.Options.Imei);
        }
        table["I"] = ModuleIdentity;
        table["+CIMI"] = CallExtensions.Text(modem => modem.Options.Imsi).NeedingSim();
        foreach (var name in (string[])["+CCID", "+ICCID", "+QCCID", "^ICCID"])
            table[name] = ReadIccid(name);
        table["+CICCID"] = ReadIccid("+ICCID");
        table["+CNUM"] = CallExtensions.Text(modem => $"+CNUM: \"\",\"{modem.Options.Number}\",145").NeedingSim();
    }

    // The chip's number is readable while it waits for its PIN.
    private static Func<CommandCall, Outcome> ReadIccid(string name) => call =>
        call.Modem.Sim.State == PinState.NotInserted ? Outcome.Cme(10) : CallExtensions.Text(modem => $"{name}: {modem.Options.Iccid}")(call);

    private static Outcome ModuleIdentity(CommandCall call)
    {
        var profile = call.Modem.Options.Profile;
        call.Lines.AddRange(
        [
            "Manufacturer: " + profile.Manufacturer,
            "Model: " + profile.Model,
            "Revision: " + profile.Revision,
            "IMEI: " + call.Modem.Options.Imei,
            "+GCAP: +CGSM,+DS,+ES",
        ]);
        return Outcome.Ok;
    }
}
