using System.Text;
using ModemActors.Protocol.At;

namespace ModemActors.Protocol.Tests.At;

public sealed class AtFramerSpecs
{
    [Theory]
    [InlineData("\r\nOK\r\n", "OK/0")]
    [InlineData("OK\r", "OK/0")]
    [InlineData("OK\n", "OK/0")]
    [InlineData("A\r\r\nB\r\r\n", "A/0 B/0")]
    [InlineData("A\r\n\r\nB\r\n", "A/0 B/1")]
    [InlineData("A\n\n\nB\n", "A/0 B/2")]
    [InlineData("A\r\rB\r", "A/0 B/1")]
    [InlineData("\0\0\xff\r\nRDY\xff\0\r\n", "RDY/0")]
    [InlineData("O\0K\r\n", "OK/0")]
    [InlineData("> hello\r\n", "> hello/0")]
    [InlineData("\r\n\r\n\r\n", "")]
    public void Lines_are_cut_at_any_line_end(string wire, string lines) => Assert.Equal(lines, Read(new AtFramer(), wire));

    [Theory]
    [InlineData("\r\n> ", "prompt")]
    [InlineData(">", "prompt")]
    [InlineData("\r\n>\r\n", "prompt")]
    [InlineData("\0 \xff>", "prompt")]
    [InlineData("AT+CMGS=5\r\r\n> ", "AT+CMGS=5/0 prompt")]
    [InlineData("AT+CMGS=5> ", "prompt")]
    [InlineData("S=5>", "prompt")]
    [InlineData("+CMTI: \"SM\",1\r\n> ", "+CMTI: \"SM\",1/0 prompt")]
    [InlineData("a>b\r\n", "a>b/0")]
    [InlineData("> 0011\r\n> more\r\n", "prompt  0011/0 > more/0")]
    public void Prompt_is_seen_where_it_is_due(string wire, string tokens)
    {
        var framer = new AtFramer();
        framer.ExpectPrompt("AT+CMGS=5");

        Assert.Equal(tokens, Read(framer, wire));
    }

    [Fact]
    public void Line_on_the_prompts_own_line_is_marked()
    {
        var framer = new AtFramer();
        framer.ExpectPrompt("AT+CMGS=5");
        ReadOnlySpan<byte> bytes = "> 00AB\r\n+CMGS: 1\r\n"u8;

        Assert.True(framer.TryRead(ref bytes, out _));
        Assert.True(framer.TryRead(ref bytes, out var echo) && echo.FollowsPrompt);
        Assert.True(framer.TryRead(ref bytes, out var answer) && !answer.FollowsPrompt);
    }

    [Fact]
    public void Line_as_long_as_the_bound_is_kept_and_a_longer_one_is_reported_once_and_dropped()
    {
        Assert.Equal("12345678/0", Read(new AtFramer(8), "12345678\r\n"));
        Assert.Equal("overlong:12345678 OK/1", Read(new AtFramer(8), $"12345678{new string('x', 5_000)}\r\n\r\nOK\r\n"));
    }

    [Fact]
    public void Line_without_end_is_reported_before_it_ends()
    {
        var framer = new AtFramer(8);

        Assert.Equal("overlong:xxxxxxxx", Read(framer, new string('x', 100)));
        Assert.Equal("", Read(framer, new string('x', 100)));
        Assert.True(framer.Begun.IsEmpty);
    }

    [Fact]
    public void Scanning_allocates_nothing()
    {
        var framer = new AtFramer();
        const string Lines = "\r\n^RSSI:3\r\n\0\r\n+CMTI: \"SM\",1\r\n\r\n> 0011\r\nOK\r\n";
        var wire = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(Lines, 50)));
        Scan(framer, wire);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var tokens = Scan(framer, wire);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.Equal(250, tokens);
    }

    private static int Scan(AtFramer framer, byte[] wire)
    {
        var tokens = 0;
        for (var at = 0; at < wire.Length; at += 7)
        {
            ReadOnlySpan<byte> bytes = wire.AsSpan(at, Math.Min(7, wire.Length - at));
            framer.ExpectPrompt("AT+CMGS=5");
            while (framer.TryRead(ref bytes, out _)) tokens++;
        }

        return tokens;
    }

    private static string Read(AtFramer framer, string wire)
    {
        var tokens = new List<string>();
        ReadOnlySpan<byte> bytes = Encoding.Latin1.GetBytes(wire);
        while (framer.TryRead(ref bytes, out var token))
        {
            var line = Encoding.Latin1.GetString(token.Line);
            tokens.Add(token.Kind switch
            {
                AtTokenKind.Prompt => "prompt",
                AtTokenKind.Overlong => $"overlong:{line}",
                _ => $"{line}/{token.BlankLines}",
            });
        }

        return string.Join(' ', tokens);
    }
}
