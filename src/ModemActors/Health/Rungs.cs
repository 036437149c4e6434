using ModemActors.Messages;

namespace ModemActors.Health;

/// <summary>The recovery ladder as data: which rungs can help against what, how long each has to prove itself, how far apart it is repeated.</summary>
internal static class Rungs
{
    private static readonly ResetLevel[] s_all = [ResetLevel.Reopen, ResetLevel.Radio, ResetLevel.Modem, ResetLevel.Usb, ResetLevel.Power];

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(30);

    /// <summary>What can help, the cheapest first.</summary>
    /// <param name="symptom">What is wrong.</param>
    /// <param name="hasUsb">True: the modem is known to be a USB device that can be reset.</param>
    public static IEnumerable<ResetLevel> Against(Symptom symptom, bool hasUsb) => s_all.Where(level => level != ResetLevel.Usb || hasUsb).Where(level => symptom switch
    {
        Symptom.Silent => true,
        // what takes no bytes hears no command either
        Symptom.Wedged => level >= ResetLevel.Usb || (level == ResetLevel.Reopen && !hasUsb),
        // its port is opened as soon as it is back, without anybody's asking
        Symptom.PortGone or Symptom.Restarting => level >= ResetLevel.Usb,
        Symptom.SimTrouble or Symptom.Unregistered or Symptom.Stuck => level >= ResetLevel.Radio,
        _ => false,
    });

    /// <summary>How long after it was done a rung has to show that it helped.</summary>
    public static TimeSpan ProofOf(ResetLevel level, bool isOfLine) => TimeSpan.FromSeconds((level, isOfLine) switch
    {
        (ResetLevel.Resynchronise or ResetLevel.Reopen, _) or (ResetLevel.Radio, true) => 10,
        (ResetLevel.Radio, false) => 90,
        (_, true) => 45,
        _ => 120,
    });

    /// <summary>How long after it was climbed for the nth time in one trouble a rung is climbed again at the earliest; 1 = first.</summary>
    public static TimeSpan DistanceAfter(ResetLevel level, int times)
    {
        var first = TimeSpan.FromSeconds(level switch { <= ResetLevel.Reopen => 10, ResetLevel.Radio => 60, ResetLevel.Power => 300, _ => 120 });
        var distance = first * Math.Pow(2, Math.Min(times, 12) - 1);
        return distance < s_longest ? distance : s_longest;
    }

    /// <summary>Its word in the configuration, in events and on record.</summary>
    public static string Word(this ResetLevel level) => level.ToString().ToLowerInvariant();
}
