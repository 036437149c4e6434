namespace ModemActors.Tests.Harness;

/// <summary>What a modem answers to command lines: lines separated by <c>|</c>, null = nothing at all.</summary>
internal delegate string? Answers(string line);

internal static class Modems
{
    /// <summary>A modem in good order that holds nothing.</summary>
    public static string? Usual(string line) => line switch
    {
        "AT+CGMI" => "Maker|OK",
        "AT+CGMM" => "Model 1|OK",
        "AT+CGMR" => "Revision 1|OK",
        "AT+CGSN" => "867584030000018|OK",
        "AT+CIMI" => "001010000000001|OK",
        "AT+CCID" => "+CCID: 8900101000000000011|OK",
        "AT+CPIN?" => "+CPIN: READY|OK",
        "AT+CMEE?" => "+CMEE: 1|OK",
        "AT+CMGF?" => "+CMGF: 0|OK",
        "AT+CSCS?" => "+CSCS: \"GSM\"|OK",
        "AT+CSMS?" => "+CSMS: 0,1,1,1|OK",
        "AT+CNMI?" => "+CNMI: 2,1,0,1,0|OK",
        "AT+CPMS?" => "+CPMS: \"SM\",0,30,\"SM\",0,30,\"SM\",0,30|OK",
        "AT+CPMS=\"SM\",\"SM\",\"SM\"" => "+CPMS: 0,30,0,30,0,30|OK",
        "AT+CSCA?" => "+CSCA: \"+15559999999\",145|OK",
        "AT+CSQ" => "+CSQ: 20,99|OK",
        "AT+CREG?" => "+CREG: 0,1|OK",
        "AT+COPS?" => "+COPS: 0,0,\"Net\",7|OK",
        _ => line.StartsWith("AT+CMGR=", StringComparison.Ordinal) ? "+CMS ERROR: 321" : "OK",
    };

    /// <summary>As <see cref="Usual"/> but for the lines given here.</summary>
    public static Answers But(params (string Line, string? Answer)[] other) => line =>
    {
        foreach (var (known, answer) in other)
        {
            if (known == line)
                return answer;
        }

        return Usual(line);
    };

    public static string Wire(string answer) => string.Concat(answer.Split('|').Select(line => $"\r\n{line}\r\n"));
}
