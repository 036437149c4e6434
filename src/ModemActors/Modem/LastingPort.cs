using ModemActors.Holding;
using ModemActors.Ports;
using ModemActors.Settings;
using ModemActors.Whereabouts;

namespace ModemActors.Modem;

/// <summary>
/// What of a modem's port outlives the incarnations of its actor, made once: a descriptor may still be closing, a refused PIN stays refused, and a port that was let
/// go of is not opened.
/// </summary>
internal sealed record LastingPort(PortLifeline Lifeline, PinGuard Pin, PortCustody Custody)
{
    public static LastingPort For(ModemSettings modem, string stateDirectory, IModemPortOpener opener, IModemLocator locator, Holdings holdings)
    {
        var custody = new PortCustody(holdings.For(modem));
        return new LastingPort(PortLifeline.For(modem, opener, locator, custody), PinGuard.For(modem, stateDirectory), custody);
    }
}
