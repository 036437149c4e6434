using ModemActors.Protocol.Sms;

namespace ModemActors.Protocol.Tests.Sms;

public sealed class MessageAssemblerSpecs
{
    [Fact]
    public void Parts_come_in_any_order_and_twice()
    {
        (Concatenation, string)[] parts = [Part(3, "c"), Part(1, "a"), Part(2, "b"), Part(1, "another a")];

        Assert.True(MessageAssembler.TryAssemble(parts, out var text));
        Assert.Equal("abc", text);
    }

    [Fact]
    public void Message_is_not_whole_while_a_part_is_missing_or_belongs_to_another()
    {
        Assert.False(MessageAssembler.TryAssemble(Array.Empty<(Concatenation, string)>(), out var text));
        Assert.Null(text);
        Assert.False(MessageAssembler.TryAssemble([Part(1, "a"), Part(3, "c")], out text));
        Assert.Null(text);
        Assert.False(MessageAssembler.TryAssemble([Part(1, "a"), Part(2, "b"), (new Concatenation(8, false, 3, 3), "c")], out _));
        Assert.False(MessageAssembler.TryAssemble([Part(1, "a"), Part(2, "b"), (new Concatenation(7, true, 3, 3), "c")], out _));
        Assert.False(MessageAssembler.TryAssemble([Part(1, "a"), Part(2, "b"), (new Concatenation(7, false, 4, 3), "c")], out _));
        Assert.False(MessageAssembler.TryAssemble([Part(1, "a"), Part(2, "b"), Part(4, "c")], out _));
        Assert.False(MessageAssembler.TryAssemble([UserData.FromText("a", SmsAlphabet.Gsm7)], out text));
    }

    [Fact]
    public void Incomplete_message_shows_its_gaps()
    {
        Assert.Equal("[…]b[…]", MessageAssembler.AssembleIncomplete([Part(2, "b")]));
        Assert.Equal("a[…]c", MessageAssembler.AssembleIncomplete([Part(3, "c"), Part(1, "a")]));
        Assert.Equal("abc", MessageAssembler.AssembleIncomplete([Part(3, "c"), Part(1, "a"), Part(2, "b")]));
        Assert.Equal("a[…]", MessageAssembler.AssembleIncomplete([Part(1, "a"), (new Concatenation(8, false, 3, 3), "c")]));
        Assert.Equal("[…]", MessageAssembler.AssembleIncomplete([]));
        Assert.Equal("a\uFFFD[…]", MessageAssembler.AssembleIncomplete([Part(1, "a\uD83D")]));
    }

    [Fact]
    public void Surrogate_pair_that_the_sender_cut_is_joined()
    {
        var first = Delivered(1, SmsAlphabet.Ucs2, "0061D83D");
        var second = Delivered(2, SmsAlphabet.Ucs2, "DE000062");

        Assert.Equal("a\uD83D", first.Text);
        Assert.Equal("\uDE00b", second.Text);
        Assert.True(MessageAssembler.TryAssemble([second, first], out string? text));
        Assert.Equal("a😀b", text);
    }

    [Fact]
    public void Half_a_pair_that_finds_no_other_half_becomes_the_replacement_character()
    {
        Assert.Equal("\uFFFDa", Delivered(1, SmsAlphabet.Ucs2, "DE000061").Text);
        Assert.Equal("a\uFFFD", Delivered(2, SmsAlphabet.Ucs2, "0061D83D").Text);
        UserData[] parts = [Delivered(1, SmsAlphabet.Ucs2, "0061D83D"), Delivered(2, SmsAlphabet.Ucs2, "0062")];
        Assert.True(MessageAssembler.TryAssemble(parts, out string? text));
        Assert.Equal("a\uFFFDb", text);
    }

    [Theory]
    [InlineData("611B", "6562", "a€b")]
    [InlineData("611B", "0A62", "a\fb")]
    [InlineData("611B", "4162", "aAb")] // no extension: the basic table counts
    [InlineData("611B", "", "a")]
    [InlineData("61", "621B", "ab ")]
    public void Escape_pair_that_the_sender_cut_is_joined(string first, string second, string text)
    {
        UserData[] parts = [Delivered(1, SmsAlphabet.Gsm7, first), Delivered(2, SmsAlphabet.Gsm7, second)];

        Assert.True(MessageAssembler.TryAssemble(parts, out string? joined));
        Assert.Equal(text, joined);
        Assert.True(MessageAssembler.TryAssemble([.. parts.Select(part => (part.Header!.Concatenation!, part.Text!))], out joined));
        Assert.Equal(text, joined);
    }

    [Fact]
    public void Escape_pair_is_joined_in_the_language_of_its_part()
    {
        var shift = InformationElement.ForSingleShift(NationalLanguage.Turkish);
        UserData[] parts = [Delivered(1, SmsAlphabet.Gsm7, "1B", shift), Delivered(2, SmsAlphabet.Gsm7, "73", shift)];

        Assert.True(MessageAssembler.TryAssemble(parts, out string? text));
        Assert.Equal("ş", text);
    }

    [Fact]
    public void Parts_may_differ_in_alphabet()
    {
        UserData[] parts = [Delivered(1, SmsAlphabet.Gsm7, "61"), Delivered(2, SmsAlphabet.Ucs2, "0436")];

        Assert.True(MessageAssembler.TryAssemble(parts, out string? text));
        Assert.Equal("aж", text);
    }

    [Fact]
    public void Octets_of_a_binary_message_are_put_together()
    {
        UserData[] parts = [Delivered(2, SmsAlphabet.EightBit, "FE"), Delivered(1, SmsAlphabet.EightBit, "CA")];

        Assert.True(MessageAssembler.TryAssemble(parts, out byte[]? octets));
        Assert.Equal([0xCA, 0xFE], octets);
        Assert.False(MessageAssembler.TryAssemble(parts, out string? text));
        Assert.Null(text);
        Assert.False(MessageAssembler.TryAssemble([parts[0], Delivered(1, SmsAlphabet.Ucs2, "0436")], out octets));
    }

    private static (Concatenation, string) Part(int number, string text) => (new Concatenation(7, false, 3, number), text);

    private static UserData Delivered(int number, SmsAlphabet alphabet, string octets, params InformationElement[] others)
    {
        var concatenation = InformationElement.For(new Concatenation(7, false, 2, number));
        return new UserData(alphabet, Convert.FromHexString(octets), new UserDataHeader([concatenation, .. others]));
    }
}
