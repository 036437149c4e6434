using ModemActors.Protocol.At;

namespace ModemActors.Protocol.Tests.At;

public sealed class FinalResultCodeSpecs
{
    /// <summary>Lines from ModemManager's test-at-serial-port.c. It takes <c>+CME ERROR: </c> (with a space) for a final code and <c>+CME
    /// ERROR:</c> for none,
    /// which hangs on its expression's backtracking; both are none here.</summary>
    [Theory]
    [InlineData("OK", FinalKind.Ok, null)]
    [InlineData("ERROR", FinalKind.Error, null)]
    [InlineData("+CME ERROR: raspberry", FinalKind.CmeError, null)]
    [InlineData("+CME ERROR: 123", FinalKind.CmeError, 123)]
    [InlineData("+CMS ERROR: bananas", FinalKind.CmsError, null)]
    [InlineData("+CMS ERROR: 456", FinalKind.CmsError, 456)]
    [InlineData("+CMS ERROR:321", FinalKind.CmsError, 321)]
    [InlineData("+CME ERROR: operationnotallowed", FinalKind.CmeError, 3)]
    [InlineData("+CME ERROR: SIM busy", FinalKind.CmeError, 14)]
    [InlineData("+CMS ERROR: SIM busy", FinalKind.CmsError, 314)]
    [InlineData("MODEM ERROR: 5", FinalKind.Error, null)]
    [InlineData("COMMAND NOT SUPPORT", FinalKind.CommandNotSupported, null)]
    public void Final_codes_are_recognised(string line, FinalKind kind, int? code) =>
        Assert.Equal(new FinalResultCode(kind, code, line), FinalCodes.Match(line, isCall: false));

    [Theory]
    [InlineData("UNKNOWN COMMAND")]
    [InlineData("+CME ERROR:")]
    [InlineData("+CMS ERROR: ")]
    [InlineData("+CME ERROR 14")]
    [InlineData("MODEM ERROR: apple")]
    [InlineData("MODEM ERROR: ")]
    [InlineData("NO CARRIER")]
    [InlineData("BUSY")]
    [InlineData("CONNECT")]
    [InlineData("OK then")]
    public void Other_lines_are_none(string line) => Assert.Null(FinalCodes.Match(line, isCall: false));

    [Theory]
    [InlineData("NO CARRIER", FinalKind.NoCarrier)]
    [InlineData("BUSY", FinalKind.Busy)]
    [InlineData("NO ANSWER", FinalKind.NoAnswer)]
    [InlineData("NO DIALTONE", FinalKind.NoDialtone)]
    [InlineData("NO DIAL TONE", FinalKind.NoDialtone)]
    [InlineData("CONNECT 115200", FinalKind.Connect)]
    public void Results_of_calls_end_calls(string line, FinalKind kind) => Assert.Equal(kind, FinalCodes.Match(line, isCall: true)?.Kind);

    [Theory]
    [InlineData(FinalKind.CmsError, 38, ErrorNature.Temporary, true, "+CMS ERROR 38: network out of order")]
    [InlineData(FinalKind.CmsError, 42, ErrorNature.Temporary, true, "+CMS ERROR 42: congestion")]
    [InlineData(FinalKind.CmsError, 28, ErrorNature.Permanent, false, "+CMS ERROR 28: unidentified subscriber")]
    [InlineData(FinalKind.CmsError, 304, ErrorNature.Permanent, false, "+CMS ERROR 304: invalid PDU mode parameter")]
    [InlineData(FinalKind.CmsError, 310, ErrorNature.Permanent, true, "+CMS ERROR 310: (U)SIM not inserted")]
    [InlineData(FinalKind.CmsError, 314, ErrorNature.Busy, true, "+CMS ERROR 314: (U)SIM busy")]
    [InlineData(FinalKind.CmsError, 208, ErrorNature.Temporary, true, "+CMS ERROR 208: (U)SIM SMS storage full")]
    [InlineData(FinalKind.CmsError, 600, ErrorNature.Temporary, true, "+CMS ERROR 600: not in the standard")]
    [InlineData(FinalKind.CmeError, 14, ErrorNature.Busy, true, "+CME ERROR 14: SIM busy")]
    [InlineData(FinalKind.CmeError, 4, ErrorNature.Unsupported, true, "+CME ERROR 4: operation not supported")]
    [InlineData(FinalKind.CmeError, 107, ErrorNature.Permanent, true, "+CME ERROR 107: PS services not allowed")]
    [InlineData(FinalKind.Error, null, ErrorNature.Temporary, true, "ERROR")]
    public void Errors_have_words_nature_and_cause(FinalKind kind, int? code, ErrorNature nature, bool concernsModem, string meaning)
    {
        var final = new FinalResultCode(kind, code, "ERROR");

        Assert.Equal((nature, concernsModem, meaning), (final.Nature, final.ConcernsModem, final.Meaning));
    }

    [Fact]
    public void Tables_hold_every_range_of_the_standards_once()
    {
        Assert.Equal(CmsErrors.All.Count, CmsErrors.All.Select(error => error.Code).Distinct().Count());
        Assert.Equal(CmeErrors.All.Count, CmeErrors.All.Select(error => error.Code).Distinct().Count());
        Assert.Equal([25, 26, 23], new[] { (0, 127), (128, 255), (300,
            511) }.Select(range => CmsErrors.All.Count(error => error.Code >= range.Item1 && error.Code <= range.Item2)));
        Assert.All(CmsErrors.All.Concat(CmeErrors.All), error => Assert.False(string.IsNullOrWhiteSpace(error.Words)));
    }
}
