using ModemActors.Protocol.Sms;

namespace ModemActors.Protocol.Tests.Sms;

public sealed class DataCodingSpecs
{
    [Theory]
    [InlineData(0x00, SmsAlphabet.Gsm7, null)]
    [InlineData(0x03, SmsAlphabet.Gsm7, null)]
    [InlineData(0x04, SmsAlphabet.EightBit, null)]
    [InlineData(0x08, SmsAlphabet.Ucs2, null)]
    [InlineData(0x0C, SmsAlphabet.Gsm7, null)] // reserved alphabet
    [InlineData(0x10, SmsAlphabet.Gsm7, MessageClass.Flash)]
    [InlineData(0x18, SmsAlphabet.Ucs2, MessageClass.Flash)]
    [InlineData(0x16, SmsAlphabet.EightBit, MessageClass.Sim)]
    [InlineData(0x48, SmsAlphabet.Ucs2, null)]
    [InlineData(0x84, SmsAlphabet.Gsm7, null)] // reserved group
    [InlineData(0xC8, SmsAlphabet.Gsm7, null)]
    [InlineData(0xD8, SmsAlphabet.Gsm7, null)]
    [InlineData(0xE8, SmsAlphabet.Ucs2, null)]
    [InlineData(0xF1, SmsAlphabet.Gsm7, MessageClass.Mobile)]
    [InlineData(0xF5, SmsAlphabet.EightBit, MessageClass.Mobile)]
    [InlineData(0xF7, SmsAlphabet.EightBit, MessageClass.Terminal)]
    [InlineData(0xFB, SmsAlphabet.Gsm7, MessageClass.Terminal)] // a reserved bit is set
    public void Octet_names_alphabet_and_class(byte value, SmsAlphabet alphabet, MessageClass? messageClass)
    {
        var coding = new DataCoding(value);

        Assert.Equal(alphabet, coding.Alphabet);
        Assert.Equal(messageClass, coding.Class);
        Assert.False(coding.IsCompressed);
    }

    [Theory]
    [InlineData(0x20, true, false)]
    [InlineData(0x39, true, false)]
    [InlineData(0x60, true, true)]
    [InlineData(0x40, false, true)]
    [InlineData(0xE0, false, false)]
    [InlineData(0xF0, false, false)]
    public void Octet_names_compression_and_automatic_deletion(byte value, bool isCompressed, bool isMarkedForDeletion)
    {
        Assert.Equal(isCompressed, new DataCoding(value).IsCompressed);
        Assert.Equal(isMarkedForDeletion, new DataCoding(value).IsMarkedForDeletion);
    }

    [Fact]
    public void Message_waiting_groups_name_what_waits()
    {
        // The first is ofono's simple_mwi
        Assert.Equal(new MessageWaiting(MessageWaitingKind.Voicemail, IsActive: true, Discard: true), new DataCoding(0xC8).Waiting);
        Assert.Equal(new MessageWaiting(MessageWaitingKind.Email, IsActive: false, Discard: false), new DataCoding(0xD2).Waiting);
        Assert.Equal(new MessageWaiting(MessageWaitingKind.Other, IsActive: true, Discard: false), new DataCoding(0xEB).Waiting);
        Assert.Null(new DataCoding(0x00).Waiting);
        Assert.Null(new DataCoding(0xF0).Waiting);
    }

    [Fact]
    public void Coding_that_is_asked_for_is_read_again()
    {
        MessageClass?[] classes = [null, .. Enum.GetValues<MessageClass>().Cast<MessageClass?>()];
        foreach (var alphabet in Enum.GetValues<SmsAlphabet>())
        {
            foreach (var messageClass in classes)
            {
                var coding = DataCoding.For(alphabet, messageClass);
                Assert.Equal(alphabet, coding.Alphabet);
                Assert.Equal(messageClass, coding.Class);
            }
        }
    }

    [Fact]
    public void Compressed_text_is_kept_as_octets()
    {
        var result = PduDecoder.Decode("0004038121F30020111010214365000341C3D5", PduDirection.FromModem);

        var userData = Assert.IsType<DeliverTpdu>(result.Pdu?.Tpdu).UserData;
        Assert.Null(userData.Text);
        Assert.Equal("41C3D5", Convert.ToHexString(userData.Octets.Span));
        Assert.Empty(result.Defects);
    }
}
