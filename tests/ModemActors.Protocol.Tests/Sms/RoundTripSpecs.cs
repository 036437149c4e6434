using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ModemActors.Protocol.Sms;

namespace ModemActors.Protocol.Tests.Sms;

public sealed class RoundTripSpecs
{
    private static readonly SmsAddress s_number = new("15551234567", TypeOfNumber.International, NumberingPlan.Isdn);

    [Fact]
    public void Text_survives_segmenting_encoding_decoding_and_reassembly_in_any_order() => Check(
        from text in SmsGenerators.Texts
        from options in SmsGenerators.Options
        from seed in Gen.Choose(0, int.MaxValue)
        select (text, options, seed),
        sample =>
        {
            var parts = SmsComposer.Compose(s_number, sample.text, sample.options)
                .Select(pdu => PduDecoder.Decode(pdu.ToHex(), PduDirection.FromNetworkSide))
                .Select(result => ((SubmitTpdu)result.Pdu!.Tpdu).UserData)
                .ToArray();
            new Random(sample.seed).Shuffle(parts);
            return Assembled(parts) == sample.text && parts.All(part => part.LengthInOctets <= UserData.MaxOctets);
        });

    [Fact]
    public void Estimate_is_what_composing_gives() => Check(
        from text in SmsGenerators.Texts
        from options in SmsGenerators.Options
        select (text, options),
        sample =>
        {
            var estimate = SmsEstimate.Of(sample.text, sample.options);
            var parts = SmsComposer.Segment(sample.text, sample.options);
            return parts.Count == estimate.Parts
                && parts.Sum(part => part.UserData.Octets.Length) == estimate.Units
                && parts.All(part => part.UserData.Alphabet == estimate.Alphabet && part.UserData.Octets.Length <= estimate.UnitsPerPart)
                && parts[^1].UserData.Octets.Length == estimate.UnitsPerPart - estimate.UnitsLeft;
        });

    [Fact]
    public void Text_whose_sender_cuts_anywhere_is_joined() => Check(
        from text in SmsGenerators.Texts
        from cut in Gen.Choose(6, 70)
        select (text, cut),
        sample =>
        {
            var (alphabet, octets) = Encoded(sample.text);
            var pieces = octets.Chunk(alphabet == SmsAlphabet.Gsm7 ? sample.cut : 2 * sample.cut).ToArray();
            var parts = pieces.Select((piece, i) => new UserData(alphabet, piece, new UserDataHeader(
                InformationElement.For(new Concatenation(9, true, pieces.Length, i + 1))))).ToArray();
            return pieces.Length == 0 || (Assembled(parts) == sample.text
                && MessageAssembler.TryAssemble([.. parts.Select(part => (part.Header!.Concatenation!, part.Text!))], out var text)
                && text == sample.text);
        });

    [Fact]
    public void Tpdu_survives_encoding_and_decoding() => Check(
        SmsGenerators.Tpdus,
        tpdu =>
        {
            var pdu = new Pdu(s_number, tpdu);
            var direction = tpdu is SubmitTpdu or CommandTpdu ? PduDirection.FromNetworkSide : PduDirection.FromModem;
            var result = PduDecoder.Decode(pdu.ToHex(), direction);
            return Equals(pdu, result.Pdu) && pdu.ToHex() == result.Pdu!.ToHex() && result.Defects.Count == 0;
        });

    [Fact]
    public void Random_octets_give_a_pdu_or_a_reason() => Check(
        from octets in Gen.OneOf(SmsGenerators.Octets, SmsGenerators.Octets.Select(octets => (byte[])[0, .. octets]).Resize(400))
        select Convert.ToHexString(octets),
        DecodesOrSaysWhy);

    [Fact]
    public void Random_characters_give_a_pdu_or_a_reason() =>
        Check(Gen.Choose(0, 0xFFFF).Select(c => (char)c).ArrayOf().Select(c => new string(c)), DecodesOrSaysWhy);

    [Fact]
    public void Pdu_with_octets_turned_over_gives_a_pdu_or_a_reason() => Check(
        from tpdu in SmsGenerators.Tpdus
        from turned in (from place in Gen.Choose(0, 200) from value in Gen.Choose(0, 255) select (place, value)).ArrayOf(3)
        select (new Pdu(s_number, tpdu).ToHex(), turned),
        sample =>
        {
            var octets = Convert.FromHexString(sample.Item1);
            foreach (var (place, value) in sample.turned)
                octets[place % octets.Length] = (byte)value;
            return DecodesOrSaysWhy(Convert.ToHexString(octets));
        });

    [Fact]
    public void Any_string_is_an_address_or_not_and_an_address_goes_into_a_pdu() => Check(
        Gen.Elements("0123456789+*#-.() \u202Dx٣".ToCharArray()).ArrayOf().Select(characters => new string(characters)),
        typed => !SmsAddress.TryParse(typed, out var address, out var reason)
            ? reason.Length > 0
            : PduDecoder.Decode(new Pdu(address, new SubmitTpdu { Destination = address }).ToHex(), PduDirection.FromNetworkSide).Pdu is
            { Tpdu: SubmitTpdu submit } pdu && submit.Destination == address && pdu.Smsc == address);

    private static bool DecodesOrSaysWhy(string hex)
    {
        foreach (var direction in Enum.GetValues<PduDirection>())
        {
            var stored = PduDecoder.DecodeStored(hex, outgoing: direction == PduDirection.FromNetworkSide);
            foreach (var result in new[] { PduDecoder.Decode(hex, direction), stored })
            {
                if (result.Pdu is null != result.Reason is not null)
                    return false;
                _ = result.Pdu?.ToHex();
                _ = result.Pdu?.ToString();
                _ = (result.Pdu?.Tpdu as DeliverTpdu)?.ServiceCentreTimestamp.ToString();
            }
        }

        return true;
    }

    private static string? Assembled(UserData[] parts) => parts is [{ Header: null } or { Header.Concatenation: null }]
        ? parts[0].Text
        : MessageAssembler.TryAssemble(parts, out string? text) ? text : null;

    private static (SmsAlphabet Alphabet, byte[] Octets) Encoded(string text)
    {
        if (Gsm7Alphabet.Default.Count(text) is >= 0 and var count)
        {
            var septets = new byte[count];
            Gsm7Alphabet.Default.Encode(text, septets);
            return (SmsAlphabet.Gsm7, septets);
        }

        return (SmsAlphabet.Ucs2, Encoding.BigEndianUnicode.GetBytes(text));
    }

    private static void Check<T>(Gen<T> samples, Func<T, bool> holds) =>
        Prop.ForAll(samples.ToArbitrary(), holds).QuickCheckThrowOnFailure();
}
