using ModemActors.Ports;
using ModemActors.Settings;
using ModemActors.Simulator;

namespace ModemActors.Service.Running;

/// <summary>The simulated modems of a configuration (<c>port = simulator</c>): numbered in its order, on one air.</summary>
internal sealed class Simulators : IAsyncDisposable
{
    private readonly SimulatorPortOpener _opener;

    private Simulators(SimulatorPortOpener opener, IReadOnlyList<string> names) => (_opener, Usb) = (opener, new SimulatedUsb(opener, names));

    public IModemPortOpener Opener => _opener;

    /// <summary>The hub that they are on, so that they can be reset like real ones.</summary>
    public IUsbBus Usb { get; }

    public static Simulators For(ModemActorsSettings settings)
    {
        var names = settings.Modems.Where(modem => modem.Port is SimulatorPort).Select(modem => ((SimulatorPort)modem.Port).Name).ToList();
        var opener = new SimulatorPortOpener(new Air(), (name, _) => Options(names, name));

        // all of them are on the air from the start: a message to one whose port is not open yet waits for it
        foreach (var name in names)
            opener.Modem(name);
        return new Simulators(opener, names);
    }

    /// <summary>The phone number of the nth simulated modem, from 1.</summary>
    public static string NumberOf(int ordinal) => SimulatedModemOptions.Numbered(ordinal).Number;

    public ValueTask DisposeAsync() => _opener.DisposeAsync();

    private static SimulatedModemOptions Options(List<string> names, string name) =>
        SimulatedModemOptions.Numbered(names.IndexOf(name) + 1) with { Id = name };
}
