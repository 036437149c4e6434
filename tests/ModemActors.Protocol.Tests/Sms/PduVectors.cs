using ModemActors.Protocol.Sms;

namespace ModemActors.Protocol.Tests.Sms;

/// <summary>A PDU off the air and what the project that it comes from expects of it.</summary>
public sealed record PduVector(string Source, string Hex)
{
    public string? Smsc { get; init; }
    public string Party { get; init; } = "";
    public string? Time { get; init; }
    public string? Text { get; init; }
    public string? Octets { get; init; }
    public string? Part { get; init; }

    /// <summary>False where the sender left fields or spare bits as no encoder of ours would.</summary>
    public bool IsCanonical { get; init; } = true;

    public override string ToString() => Source;
}

internal static class PduVectors
{
    public static readonly PduVector[] Delivers =
    [
        new("ModemManager pdu1: extended characters",
            "07912104442961F4040B916171957291F800001120821105050A6AC8B2BC7C9A83C220F6DB7D2ECB41EDF27C1E3E97411BDE06754FD3D1A0"
            + "F9BB5D0695F1F4B29B5C2683C6E8B03C3CA697E5F34D6AE303D1D1F2F7DD0D4ABB59A0797D8C0685E7A00028EC26832A960B28EC2683BE60"
            + "50780EBA97D96C17")
        {
            Smsc = "+12404492164", Party = "+16175927198", Time = "2011-02-28T11:50:50-05:00",
            Text = "Here's a longer message [{with some extended characters}] thrown in, such as £ and ΩΠΨ and §¿ as well.",
        },
        new("ModemManager pdu2: alphanumeric, UCS-2", "07919730071111F10414D04937BD2C7797E9D3E614000811309291024061080442043504410442")
        { Smsc = "+79037011111", Party = "InternetSMS", Time = "2011-03-29T19:20:04+04:00", Text = "тест" },
        new("ModemManager pdu3: plain", "07912143658709F1040B918100551512F20000111010214365000AE8329BFD4697D9EC37")
        { Smsc = "+12345678901", Party = "+18005551212", Time = "2011-01-01T12:34:56+00:00", Text = "hellohello" },
        new("ModemManager pdu3_nzpid",
            "07912143658709F1040B918100551512F2FF00111010214365000AE8329BFD4697D9EC37")
        { Party = "+18005551212", Text = "hellohello" },
        new("ModemManager pdu3_mms",
            "07912143658709F1000B918100551512F20000111010214365000AE8329BFD4697D9EC37")
        { Party = "+18005551212", Text = "hellohello" },
        new("ModemManager pdu3_natl",
            "07912143658709F1040B818100551512F20000111010214365000AE8329BFD4697D9EC37")
        { Party = "18005551212", Text = "hellohello" },
        new("ModemManager pdu3_8bit", "07912143658709F1040B918100551512F20004111010214365000AE8329BFD4697D9EC37DE")
        { Party = "+18005551212", Octets = "E8329BFD4697D9EC37DE" },
        new("ModemManager dcsf_8bit", "07912143658709F1040B918100551512F200F4111010214365000AE8329BFD4697D9EC37DE")
        { Party = "+18005551212", Octets = "E8329BFD4697D9EC37DE" },
        new("ModemManager dcsf1: 160 septets in group F",
            "07913306091093F0040485810000F111604231805180A049B7F90D9A1AA5A01668F8769BD3E4B29B9E2EB359A03FC85D06A9C3ED707A0EA2"
            + "CBC3EE79BB4CA7CBCBA05643617DA7C76990FD4D979741EE77DD5E0ED741ED371D442E83E0E1F9BC0CD281E677D9B84C06C1DF7539E85C90"
            + "97E520FB9B2E2F83C6EF369C5E064D8D52D0BC2E07DDEF77D7DC2C7799E5A0771D040FCB41F402BB0047BFDD6550B80ECAD966")
        {
            Smsc = "+33609001390", Party = "1800", Time = "2011-06-24T13:08:15+02:00",
            Text = "Info SFR - Confidentiel, à ne jamais transmettre -\r\nVoici votre nouveau mot de passe : sw2ced pour gérer "
                + "votre compte SFR sur www.sfr.fr ou par téléphone au 963",
        },
        new("ModemManager udhi: KPN welcome",
            "07911356131313F64004850120390011609232239180A006080400100201D7327BFD6EB340E2321BF46E83EA7790F59D1E97DBE1341B442F"
            + "83C465763D3DA797E56537C81D0ECB41AB59CC1693C16031D96C064241E5656838AF03A96230982A269BCD462917C8FA4E8FCBED709A0D7A"
            + "BBE9F6B0FB5C7683D27350984D4FABC9A0B33C4C4FCF5D20EBFB2D079DCB62793DBD06D9C36E50FB2D4E97D9A0B49B5E96BBCB")
        {
            Smsc = "+31653131316", Party = "1002", Time = "2011-06-29T23:32:19+02:00", Part = "16 (16 bit) 1/2",
            Text = "Welkom, bel om uw Voicemail te beluisteren naar +31612001233 (PrePay: *100*1233#). Voicemail ontvangen "
                + "is altijd gratis. Voor gebruik van mobiel interne",
        },
        new("ModemManager multipart 2/2, fill bit set",
            "07912160130320F6440B916171056429F5000021405291651569320500034C0202E9E8301D44479741F0B09C3E0785E56590BCCC0ED3CB64"
            + "10FD0D7ABBCBA0B0FB4D4797E52E10")
        {
            Smsc = "+12063130026", Party = "+16175046925", Time = "2012-04-25T19:56:51-04:00", Part = "76 (8 bit) 2/2", IsCanonical = false,
            Text = "that the parts are related to one another. ",
        },
        new("ofono alnum_sender", "0791447758100650040DD0F334FC1CA6970100008080312170224008D4F29CDE0EA7D9")
        { Smsc = "+447785016005", Party = "sipgate", Time = "2008-08-13T12:07:22+01:00", Text = "Testmail" },
        new("ofono simple_deliver", "07911326040000F0040B911346610089F60000208062917314480CC8F71D14969741F977FD07")
        { Smsc = "+31624000000", Party = "+31641600986", Time = "2002-08-26T19:37:41-01:00", Text = "How are you?" },
        new("python-gsmmodem",
            "07915892000000F0040B915892214365F700007040213252242331493A283D0795C3F33C88FE06C9CB6132885EC6D341EDF27C1E3E97E720"
            + "7B3A0C0A5241E377BB1D7693E72E")
        {
            Smsc = "+85290000000", Party = "+85291234567", Time = "2007-04-12T23:25:42+08:00",
            Text = "It is easy to read text messages via AT commands.",
        },
        new("python-gsmmodem: escapes",
            "06917228195339040B917228214365F70000313062315352800A800D8A5E98D337A910")
        { Party = "+27821234567", Text = "@{tést}!" },
        new("python-gsmmodem: a header that says part 1 of 1, fill bits set",
            "0591721891F1400781721881F800003160526104848059050003C30101916536FB1DCABEEB2074D85E064941B19CAB060319A5C522289C96"
            + "D3D3ED32286C0FA7D96131BBEC024941B19CAB0603DDD36C36A88C87A7E565D0DB0D82C55EB0DB4B068BCD5C20")
        {
            Smsc = "+2781191", Party = "2781188", Part = "195 (8 bit) 1/1", IsCanonical = false,
            Text = "Hello!You have R 19.50 FREE airtime available. R 19.50 will expire on 01/07/2013. ",
        },
        new("python-gsmmodem: Megafon",
            "07919762020033F1400DD0CDF2396C7EBB010008415072411084618C0500035602010053004D005300200063006F00640065003A00200034"
            + "003800350036002C00200063006F006E006600690072006D006100740069006F006E0020006F00660020006100730073006F006300690061"
            + "00740069006F006E0020006200650074007700650065006E0020006100630063006F0075006E007400200061006E00640020004D00650067")
        {
            Smsc = "+79262000331", Party = "Megafon", Time = "2014-05-27T14:01:48+04:00", Part = "86 (8 bit) 1/2",
            Text = "SMS code: 4856, confirmation of association between account and Meg",
        },
        new("python-messaging: UCS-2", "07914306073011F0040B914316709807F2000880604290224080084E2D5174901A8BAF")
        { Smsc = "+34607003110", Party = "+34610789702", Time = "2008-06-24T09:22:04+02:00", Text = "中兴通讯" },
        new("python-messaging: zone plus one hour", "0791447758100650040C914497716247010000909010711423400A2050EC468B81C4733A")
        { Party = "+447917267410", Time = "2009-09-01T17:41:32+01:00", Text = "  1741 bst" },
        new("python-messaging: zone minus three hours",
            "0791553001000001040491578800000190115101112979CF340B342F9FEBE536E83D0791C3E4F71C440E83E6F53068FE66A7C7697A781C7E"
            + "BB4050F99BFE1EBFD96F1D48068BC16030182E66ABD560B41988FC06D1D3F03768FA66A7C7697A781C7E83CCEF34282C2ECBE96F50B90D8A"
            + "C55EB0DC4B068BC140B1994E16D3D1622E")
        {
            Smsc = "+550310000010", Party = "+7588", Time = "2010-09-11T15:10:11-03:00",
            Text = "Oi, seguem os dados da sua solicitacao. Protocolo: 201000081655043 do tipo Solicitacao "
                + "foi aberto em 11/09/2010 13:21:41.",
        },
        new("python-messaging: alphanumeric, odd length",
            "07919471060040340409D0C6A733390400009060920173018093CC74595C96838C4F6772085AD6DDE4320B444E9741D4B03C6D7EC3E9E9B7"
            + "1B9474D3CB727799DEA286CFE5B9991DA6CBC3F432E85E9793CBA0F09A9EB6A7CB72BA0B9474D3CB727799DE72D6E9FABAFB0CBAA7E56490"
            + "BA4CD7D34170F91BE4ACD3F575F7794E0F9F4161F1B92C2F8FD1EE32DD054AA2E520E3D3991C82A8E5701B")
        {
            Smsc = "+491760000443", Party = "FONIC",
            Text = "Lieber FONIC Kunde, die Tarifoption Internet-Tagesflatrate wurde aktiviert. Internet-Nutzung wird jetzt pro "
                + "Nutzungstag abgerechnet. Ihr FONIC Team",
        },
        new("python-messaging: alphanumeric, even length",
            "07919333852804000412D0F7FBDD454FB75D693A0000903002801153402BCD301E9F0605D9E971191483C140412A35690D52832063D2F904"
            + "0599A058EE05A3BD6430580E")
        { Smsc = "+393358824000", Party = "www.tim.it", Text = "Maxxi Alice 100 ATTIVATA FINO AL 19/04/2009" },
        new("python-messaging: German part 1/2, escape inside",
            "07919471227210244405852122F039F101506271217180A005000319020198E9B2B82C0759DFE4B0F9ED2EB7967537B9CC02B5D37450122D"
            + "2FCB41EE303DFD7687D96537881A96A7CD6F383DFD7683F46134BBEC064DD36550DA0D22A7CBF3721BE42CD3F5A0198B56036DCA20B8FC0D"
            + "6A0A4170767D0EAAE540433A082E7F83A6E5F93CFD76BB40D7B2DB0D9AA6CB2072BA3C2F83926EF31BE44E8FD17450BB8C9683CA")
        {
            Party = "12220", Part = "25 (8 bit) 1/2",
            Text = "Lieber Vodafone-Kunde, mit Ihrer nationalen Tarifoption zahlen Sie in diesem Netz 3,45 € pro MB plus 59 Ct "
                + "pro Session. Wenn Sie diese Info nicht mehr e",
        },
        new("node-pdu: negative zone", "07919730071111F1000B919746121611F100008111700212222B0DC8329BFD6681EE6F399B1C02")
        { Party = "+79642161111", Time = "2018-11-07T20:21:22-08:00", Text = "Hello, world!" },
        new("node-pdu: 16 bit reference 1/2",
            "07919730071111F1400B919746121611F10000811170021222230E06080412340201C8329BFD6601")
        { Party = "+79642161111", Part = "4660 (16 bit) 1/2", Text = "Hello," },
        new("node-pdu: 16 bit reference 2/2",
            "07919730071111F1400B919746121611F10000811170021232230F06080412340202A0FB5BCE268700")
        { Party = "+79642161111", Part = "4660 (16 bit) 2/2", Text = " world!" },
        new("node-pdu: EMS text formatting, four unknown elements",
            "07919730071111F1400B919746121611F100008111701222322342140A030004100A030606200A030E09400A031C0D80C2379BCC0225E961"
            + "767ACC0255DDE4B29C9D76974161371934A5CBD3EB321D2D7FD7CF6817")
        { Party = "+79642161111", Text = "Bold, Italic, Underline and Strikethrough." },
        new("node-pdu: lower-case hex, unknown element",
            "07919730071111f1400b919746121611f100008111701222822310050a03000410846f3619f476b3f3")
        { Party = "+79642161111", Text = "Bold only" },
        new("smslib: ports and concatenation, 2/2",
            "0791361907002004440C913609363107320000804092025521232A0B050415B3FDE8000304020288CB653788FD3E9FCB6450780EA2629DA0"
            + "1B282C1E93CB663D")
        { Party = "+639063137023", Part = "4 (8 bit) 2/2", Text = "been logged as TXN 7 abcdefz" },
        new("smslib: binary for a port, DCS F5",
            "0791361907002004440C9136093631073200F58050826182902311060504D903FDE80000000B3C746578743E")
        { Party = "+639063137023", Octets = "0000000B3C746578743E" },
        new("gammu at-sms 42: DCS FB sets a reserved bit",
            "06914977000030200B914977745010F700FB918050809053221DB15CEC868BC9663018080402816432DD0C060281A4412A159904")
        { Smsc = "+9477000003", Party = "+94774705017", Time = "2019-08-05T08:09:35+05:30", Text = "1917812300     22:30   RATTHI" },
        new("gammu at-sms: WAP push in 8 bit with DCS 06",
            "07913307005630F0440BA13307570230F00006017010900412806A0605040B8423F0040603BEAF848C829831323737393730303539008D92"
            + "891980160433333730373532303033302F545950453D504C4D4E009679424F008A808E0122880481020BB883687474703A2F2F6D6D73632E"
            + "6C61626D6374656C2E66723A393039302F6D333300")
        {
            Party = "33707520030",
            Octets = "040603BEAF848C829831323737393730303539008D92891980160433333730373532303033302F545950453D504C4D4E009679424F008A80"
                + "8E0122880481020BB883687474703A2F2F6D6D73632E6C61626D6374656C2E66723A393039302F6D333300",
        },
    ];

    public static readonly PduVector[] Submits =
    [
        new("ModemManager stored_by_us",
            "002100098136397339F70008224F60597D4F60597D4F60597D4F60597D4F60597D4F60597D4F60597D4F60597D4F60")
        { Party = "639337937", Text = "你好你好你好你好你好你好你好你好你" },
        new("ofono simple_submit", "0011000B916407281553F80000AA0AE8329BFD4697D9EC37") { Party = "+46708251358", Text = "hellohello" },
        new("python-gsmmodem: absolute validity",
            "0019000B917228001011F100003170013193008017D474BB3CA787DB70903DCC4E93D3F43C885E9ED301")
        { Party = "+27820001111", Text = "Timestamp validity test" },
        new("python-gsmmodem: local numbers, TP-RD",
            "04A12143F5310D0AA110624521430000A91BD4F29C0E6A97E7F3F0B9AC03B1DFE3301BE4AEB7C565F91C")
        { Smsc = "12345", Party = "0126541234", Text = "Test message: local numbers" },
        new("python-gsmmodem: 8 bit",
            "0591721891F101000B917228214365F700040C48656C6C6F20776F726C6421")
        { Smsc = "+2781191", Party = "+27821234567", Octets = "48656C6C6F20776F726C6421" },
        new("python-messaging: class 3", "0001000B914356143254F6001306E8721E947F03") { Party = "+34654123456", Text = "hey yo" },
        new("python-messaging: accents", "0001000B914356143254F6000009C2AD341104EDFB00") { Party = "+34654123456", Text = "BÄRÇA äñ@" },
        new("smslib: no destination, octet 2 is 11",
            "069149170000F331FF0081000047144E62710A6816A9D227F4C94C52834E177309")
        { Smsc = "+947100003", Party = "", Text = "NDES@METROPOLITAN.LK" },
        new("smslib: ports and 16 bit reference in UCS-2",
            "0051000B819060137320F300085F6D0C050415B300000804ED090303006F007500720020007400720061006E00730061006300740069006F"
            + "006E00200068006100730020006200650065006E0020006C006F0067006700650064002000610073002000540058004E0020003700200061"
            + "00620063006400650066007A")
        { Party = "09063137023", Part = "60681 (16 bit) 3/3", Text = "our transaction has been logged as TXN 7 abcdefz" },
    ];

    public static readonly string[] Reports =
    [
        "07914356060013F1065A098136397339F7219011700463802190117004638030", // ModemManager not_stored
        "0791538375000075061805810531F1019082416500400190824165004000", // python-messaging
        "07914306073011F006270B913426565711F7012081111345400120811174054043", // python-messaging
        "079103962491000006710C91039647995935805032227020218050322270502100", // smslib
        "079124602009999002AB098106845688F890708051737580907080518301800000", // gammu at-sms, with TP-PI
    ];

    public static TheoryData<PduVector> ForTheory(IEnumerable<PduVector> vectors) => [.. vectors];

    public static SmsAddress? Party(Tpdu tpdu) => tpdu switch
    {
        DeliverTpdu deliver => deliver.Originator,
        SubmitTpdu submit => submit.Destination,
        _ => null,
    };

    public static UserData? UserData(Tpdu tpdu) => tpdu switch
    {
        DeliverTpdu deliver => deliver.UserData,
        SubmitTpdu submit => submit.UserData,
        _ => null,
    };
}
