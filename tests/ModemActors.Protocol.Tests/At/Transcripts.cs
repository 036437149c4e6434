using ModemActors.Protocol.At;

namespace ModemActors.Protocol.Tests.At;

/// <summary>What modems answer, as they send it: <c>\r\n</c> before and behind every line (V.250 §5.7.1). Sources: the standards'
/// examples, ModemManager's test-modem-helpers.c and test-at-serial-port.c,
/// python-gsmmodem's fakemodems.py, gammu's tests, FIELD-NOTES.</summary>
internal static class Transcripts
{
    public const string Pdu = "07914306073011F0040B914306073011F10000310191619131400441E19008";
    public const string OtherPdu = "0791947101670000040B919471016700F0000031019161913140024F11";
    public const string Report = "07914306073011F006170B914306073011F1310191619131403101916191314000";

    public static int LengthOf(string pdu) => (pdu.Length / 2) - 1 - Convert.ToInt32(pdu[..2], 16);

    /// <summary>Name, command, what the modem sends, the events that must come of it (unsolicited ones aside).</summary>
    public static IReadOnlyDictionary<string, (Func<AtCommand> Command, string Wire, string[] Events)> All { get; } =
        new Dictionary<string, (Func<AtCommand>, string, string[])>
        {
            ["attention"] = (() => new Attention(), "\r\nOK\r\n", ["AT Ok  [] False"]),
            ["signal"] = (() => new ReadSignalQuality(), "\r\n+CSQ: 20,99\r\n\r\nOK\r\n", ["AT+CSQ Ok  [+CSQ: 20,99] False"]),
            ["signal without space, bare line ends"] = (() => new ReadSignalQuality(), "+CSQ:20,99\r\nOK\r\n",
                ["AT+CSQ Ok  [+CSQ:20,99] False"]),
            ["error by number"] = (() => new ReadImsi(), "\r\n+CME ERROR: 14\r\n", ["AT+CIMI CmeError 14 [] False"]),
            ["error without space"] = (() => new DeleteMessage(3), "\r\n+CMS ERROR:321\r\n", ["AT+CMGD=3 CmsError 321 [] False"]),
            ["error in words"] = (() => new ReadImsi(), "\r\n+CME ERROR: SIM busy\r\n", ["AT+CIMI CmeError 14 [] False"]),
            ["error unknown"] = (() => new ReadImsi(), "\r\n+CME ERROR: raspberry\r\n", ["AT+CIMI CmeError  [] False"]),
            ["not supported"] = (() => new RawCommand("AT+WIND?"), "\r\nCOMMAND NOT SUPPORT\r\n",
                ["AT+WIND? CommandNotSupported  [] False"]),
            ["empty tail is no end"] = (() => new ReadImsi(), "\r\n+CME ERROR: \r\n\r\nERROR\r\n",
                ["stray +CME ERROR:", "AT+CIMI Error  [] False"]),
            ["list"] = (
                () => new ListMessages(MessageStat.All),
                $"\r\n+CMGL: 1,1,,{LengthOf(Pdu)}\r\n{Pdu}\r\n+CMGL: 2,0,\"Bob\",{LengthOf(OtherPdu)}\r\n{OtherPdu}\r\n\r\nOK\r\n",
                [$"AT+CMGL=4 Ok  [+CMGL: 1,1,,{LengthOf(Pdu)}\n{Pdu} | +CMGL: 2,0,\"Bob\",{LengthOf(OtherPdu)}\n{OtherPdu}] False"]),
            ["list of nothing"] = (() => new ListMessages(MessageStat.All), "\r\nOK\r\n", ["AT+CMGL=4 Ok  [] False"]),
            ["slot"] = (
                () => new ReadMessage(2), $"\r\n+CMGR: 0,\"\",{LengthOf(Pdu)}\r\n{Pdu}\r\n\r\nOK\r\n",
                [$"AT+CMGR=2 Ok  [+CMGR: 0,\"\",{LengthOf(Pdu)}\n{Pdu}] False"]),
            ["slot in one line"] = (
                () => new ReadMessage(2), $"\r\n+CMGR: 1,,{LengthOf(Pdu)} {Pdu}\r\n\r\nOK\r\n",
                [$"AT+CMGR=2 Ok  [+CMGR: 1,,{LengthOf(Pdu)}\n{Pdu}] False"]),
            ["send"] = (() => new SendPdu(23, "00AB"), "\r\n> \r\n+CMGS: 12\r\n\r\nOK\r\n", ["prompt", "AT+CMGS=23 Ok  [+CMGS: 12] True"]),
            ["send, prompt without space"] = (() => new SendPdu(23, "00AB"), "\r\n>\r\n+CMGS: 12\r\n\r\nOK\r\n",
                ["prompt", "AT+CMGS=23 Ok  [+CMGS: 12] True"]),
            ["send, prompt line"] = (() => new SendPdu(23, "00AB"), "\r\n>\r\n\r\n+CMGS: 12\r\n\r\nOK\r\n",
                ["prompt", "AT+CMGS=23 Ok  [+CMGS: 12] True"]),
            ["send, echo of everything"] = (
                () => new SendPdu(23, "00AB"), "AT+CMGS=23\r\r\n> 00AB\x1a\r\n+CMGS: 12\r\n\r\nOK\r\n",
                ["prompt", "AT+CMGS=23 Ok  [+CMGS: 12] True"]),
            ["send, echo without line end"] = (
                () => new SendPdu(23, "00AB"), "+CMGS=23> \r\n+CMGS: 12\r\n\r\nOK\r\n", ["prompt", "AT+CMGS=23 Ok  [+CMGS: 12] True"]),
            ["send, refused before the prompt"] = (
                () => new SendPdu(23, "00AB"), "\r\n+CMS ERROR: 304\r\n", ["AT+CMGS=23 CmsError 304 [] False"]),
            ["send, refused by the network"] = (() => new SendPdu(23, "00AB"), "\r\n> \r\n+CMS ERROR: 38\r\n",
                ["prompt", "AT+CMGS=23 CmsError 38 [] True"]),
            ["send, OK alone"] = (() => new SendPdu(23, "00AB"), "\r\n> \r\nOK\r\n", ["prompt", "AT+CMGS=23 Ok  [] True"]),
            ["send, late answer to the send before"] = (
                () => new SendPdu(23, "00AB"), "\r\n+CMGS: 11\r\n\r\n> \r\n+CMGS: 12\r\n\r\nOK\r\n",
                ["stray +CMGS: 11", "prompt", "AT+CMGS=23 Ok  [+CMGS: 12] True"]),
            ["registration among its own changes"] = (
                () => new ReadRegistration(RegistrationDomain.Circuit),
                "\r\n+CREG: 2\r\n\r\n+CREG: 1,\"00C3\",\"A7C2\"\r\n\r\n+CREG: 2,1,\"00C3\",\"A7C2\"\r\n\r\n+CREG: 5\r\n\r\nOK\r\n",
                ["AT+CREG? Ok  [+CREG: 2,1,\"00C3\",\"A7C2\"] False"]),
            ["PIN among boot notices"] = (
                () => new ReadPinStatus(), "\r\n+CPIN: READY\r\n\r\nOK\r\n\r\n+CPIN: READY\r\n\r\nSMS DONE\r\n\r\nPB DONE\r\n",
                ["AT+CPIN? Ok  [+CPIN: READY] False"]),
            ["late boot notices end nothing"] = (
                () => new ReadSignalQuality(), "\r\nSMS DONE\r\n\r\nPB DONE\r\n\r\n+CPIN: READY\r\n\r\n+CSQ: 9,0\r\n\r\nOK\r\n",
                ["AT+CSQ Ok  [+CSQ: 9,0] False"]),
            ["reboot"] = (() => new SendPdu(23, "00AB"), "\r\n> \r\nRDY\r\n\r\n+CPIN: READY\r\n",
                ["prompt", "AT+CMGS=23 Rebooted  [] True"]),
            ["name"] = (() => new ReadManufacturer(), "\r\n WAVECOM MODEM\r\n\r\nOK\r\n", ["AT+CGMI Ok  [WAVECOM MODEM] False"]),
            ["number"] = (() => new ReadImei(), "\r\n861536030196001\r\n\r\nOK\r\n", ["AT+CGSN Ok  [861536030196001] False"]),
            ["raw"] = (
                () => new RawCommand("ATI"), "\r\nQuectel\r\nEC25\r\nRevision: EC25EFAR02A09M4G\r\n\r\nOK\r\n",
                ["ATI Ok  [Quectel | EC25 | Revision: EC25EFAR02A09M4G] False"]),
            ["NO CARRIER ends no SMS command"] = (
                () => new ReadSignalQuality(), "\r\nNO CARRIER\r\n\r\n+CSQ: 9,0\r\n\r\nOK\r\n", ["AT+CSQ Ok  [+CSQ: 9,0] False"]),
            ["NO CARRIER ends a call"] = (() => new RawCommand("ATD123;"), "\r\nNO CARRIER\r\n", ["ATD123; NoCarrier  [] False"]),
            ["text slot"] = (
                () => new ReadTextMessage(1),
                "\r\n+CMGR: \"REC READ\",\"+85291234567\",,\"07/02/18,00:05:10+32\"\r\nOK\r\n\r\nOK\r\n",
                ["AT+CMGR=1 Ok  [+CMGR: \"REC READ\",\"+85291234567\",,\"07/02/18,00:05:10+32\"\nOK] False"]),
            ["text slot of many lines"] = (
                () => new ReadTextMessage(1),
                "\r\n+CMGR: \"REC READ\",\"+852\",,\"07/02/18,00:05:10+32\"\r\none\r\n\r\n> three\r\n\r\nOK\r\n",
                ["AT+CMGR=1 Ok  [+CMGR: \"REC READ\",\"+852\",,\"07/02/18,00:05:10+32\"\none\n\n> three] False"]),
        };

    public static TheoryData<string> Names { get; } = [.. All.Keys];
}
