namespace ModemActors.Simulator.Tests;

/// <summary>PDUs that were made by hand from 3GPP TS 23.040.</summary>
internal static class Samples
{
    /// <summary>SMS-SUBMIT to +15550000002, "hellohello", no validity, no report.</summary>
    public const string SubmitHello = "0001000B915155000000F200000AE8329BFD4697D9EC37";

    /// <summary>The same with a status report asked for.</summary>
    public const string SubmitHelloWithReport = "0021000B915155000000F200000AE8329BFD4697D9EC37";

    /// <summary>The SMS-DELIVER that becomes of <see cref="SubmitHello"/> when +15550000001 sends it at 2026-01-01 00:00:00.3 UTC.</summary>
    public const string DeliverHello = "07915155999999F9040B915155000000F10000621010000000000AE8329BFD4697D9EC37";
}
