using ModemActors.Protocol.Sms;

namespace ModemActors.Service.Views;

/// <summary>What a text takes on air.</summary>
internal sealed record EstimateView(
    string Encoding, int Units, string UnitName, int Parts, int UnitsPerPart, int UnitsLeft, IReadOnlyList<string> ForcedUcs2,
    bool Sendable, string? Reason)
{
    public static EstimateView Of(string text)
    {
        var estimate = SmsEstimate.Of(text);
        var isGsm = estimate.Alphabet == SmsAlphabet.Gsm7;
        return new EstimateView(
            isGsm ? "gsm7" : "ucs2", estimate.Units, isGsm ? "septets" : "octets", estimate.Parts, estimate.UnitsPerPart,
            estimate.UnitsLeft, estimate.ForcedUcs2, estimate.IsSendable, estimate.Reason);
    }
}
