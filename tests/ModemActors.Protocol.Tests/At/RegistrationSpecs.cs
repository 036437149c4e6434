using ModemActors.Protocol.At;

namespace ModemActors.Protocol.Tests.At;

/// <summary>Lines from ModemManager's test-modem-helpers.c and gammu's at-creg dumps.</summary>
public sealed class RegistrationSpecs
{
    [Theory]
    [InlineData("+CREG: 1,3", 3, null, null, null)]
    [InlineData("+CREG: 0,0", 0, null, null, null)]
    [InlineData("+CREG: 1,1,84CD,00D30173", 1, "84CD", "00D30173", null)]
    [InlineData("+CREG: 2,1,\"CE00\",\"01CEAD8F\"", 1, "CE00", "01CEAD8F", null)]
    [InlineData("+CREG: 2,0,00,0", 0, "00", "0", null)]
    [InlineData("+CREG: 2,1,8BE3,2BAF", 1, "8BE3", "2BAF", null)]
    [InlineData("+CREG:002,001,\"18d8\",\"ffff\"", 1, "18D8", "FFFF", null)]
    [InlineData("+CREG:2,1,0001,0010", 1, "0001", "0010", null)]
    [InlineData("+CREG: 2,6,\"8B37\",\"0A265185\",7", 6, "8B37", "0A265185", 7)]
    [InlineData("+CREG: 2,11,003F,8FE3, B, C2816", 11, "003F", "8FE3", null)]
    [InlineData("+CREG: 2,1,  0 5, 2715", 1, null, "2715", null)]
    [InlineData("+CREG: 2,1,4CA,81DE445", 1, "4CA", "81DE445", null)]
    [InlineData("+CREG: 2,5,\"2AF5\",\"0B88E350\",2", 5, "2AF5", "0B88E350", 2)]
    [InlineData("+CREG: 2,1,\"\",\"605F\"", 1, null, "605F", null)]
    [InlineData("+CREG: 2,1,\"5E25", 1, "5E25", null, null)]
    [InlineData("+CREG: 2,1,\"0B,\"0100701\",7", 1, null, null, null)]
    public void Answer_is_read(string line, int status, string? area, string? cell, int? technology) =>
        Assert.Equal(
            new Registration((RegistrationStatus)status, area, cell, technology),
            Conversation.Answer(new ReadRegistration(RegistrationDomain.Circuit), $"\r\n{line}\r\n\r\nOK\r\n").Value);

    [Theory]
    [InlineData("+CGREG: 2,1,\"8BE3\",\"00002B5D\",3", 1, "8BE3", "00002B5D", 3)]
    [InlineData("+CGREG: 2,1, 81ED, 1A9CEB", 1, "81ED", "1A9CEB", null)]
    [InlineData("+CGREG:2,10,ebbd,f025", 10, "EBBD", "F025", null)]
    [InlineData("+CGREG:002,0011,\"0f0d\",\"14c3\"", 11, "0F0D", "14C3", null)]
    [InlineData("+CGREG: 2, 1, \"0426\", \"F00F\"", 1, "0426", "F00F", null)]
    public void Packet_answer_is_read(string line, int status, string? area, string? cell, int? technology) =>
        Assert.Equal(
            new Registration((RegistrationStatus)status, area, cell, technology),
            Conversation.Answer(new ReadRegistration(RegistrationDomain.Packet), $"\r\n{line}\r\n\r\nOK\r\n").Value);

    [Theory]
    [InlineData("+CEREG: 2,1, 1F00, 79D903 ,7", 1, "1F00", "79D903", 7)]
    [InlineData("+CEREG: 2,10, 2CA8, 20 ,B5583D ,7", 10, "2CA8", "B5583D", 7)]
    [InlineData("+CEREG: 1, 2, 0001, 00000100, 7", 2, "0001", "00000100", 7)]
    [InlineData("+CEREG: 2,1, 1F00, 20 ,79D903 ,7", 1, "1F00", "79D903", 7)]
    public void Lte_answer_is_read(string line, int status, string? area, string? cell, int? technology) =>
        Assert.Equal(
            new Registration((RegistrationStatus)status, area, cell, technology),
            Conversation.Answer(new ReadRegistration(RegistrationDomain.Eps), $"\r\n{line}\r\n\r\nOK\r\n").Value);

    [Theory]
    [InlineData("+CREG: 3", RegistrationDomain.Circuit, 3, null, null, null)]
    [InlineData("+CREG: 11", RegistrationDomain.Circuit, 11, null, null, null)]
    [InlineData("+CREG: 2,,", RegistrationDomain.Circuit, 2, null, null, null)]
    [InlineData("+CREG: 1,84CD,00D30156", RegistrationDomain.Circuit, 1, "84CD", "00D30156", null)]
    [InlineData("+CREG: 11,\"33FE\",\"a3fb477\"", RegistrationDomain.Circuit, 11, "33FE", "A3FB477", null)]
    [InlineData("+CREG: 1,0001,0010,0", RegistrationDomain.Circuit, 1, "0001", "0010", 0)]
    [InlineData("+CREG: 001,\"0001\",\"0010\",000", RegistrationDomain.Circuit, 1, "0001", "0010", 0)]
    [InlineData("+CREG: 10,0001,0010,0", RegistrationDomain.Circuit, 10, "0001", "0010", 0)]
    [InlineData("+CREG: 0011,\"0001\",\"0010\",000", RegistrationDomain.Circuit, 11, "0001", "0010", 0)]
    [InlineData("+CREG: 6,\"8B37\",\"0A265185\",7", RegistrationDomain.Circuit, 6, "8B37", "0A265185", 7)]
    [InlineData("+CGREG: 1,\"1422\",\"00000142\",3,\"00\"", RegistrationDomain.Packet, 1, "1422", "00000142", 3)]
    [InlineData("+CEREG: 1, 1F00, 79D903 ,7", RegistrationDomain.Eps, 1, "1F00", "79D903", 7)]
    [InlineData("+CEREG: 11, 78FE, 20 ,14419E ,7", RegistrationDomain.Eps, 11, "78FE", "14419E", 7)]
    [InlineData("+CEREG: 2, 0001, 00000100, 7", RegistrationDomain.Eps, 2, "0001", "00000100", 7)]
    public void Change_is_told_from_an_answer(string line, RegistrationDomain domain, int status, string? area, string? cell,
        int? technology)
    {
        var conversation = new Conversation().Begin(new ReadRegistration(domain)).Receive($"\r\n{line}\r\n");

        Assert.Equal(
            new RegistrationChanged(line, domain, new Registration((RegistrationStatus)status, area, cell, technology)),
            Assert.Single(conversation.Unsolicited));
        Assert.False(conversation.Dialogue.HasAnswer);
    }

    [Theory]
    [InlineData(RegistrationStatus.Home, true)]
    [InlineData(RegistrationStatus.Roaming, true)]
    [InlineData(RegistrationStatus.SmsOnlyHome, true)]
    [InlineData(RegistrationStatus.Searching, false)]
    [InlineData(RegistrationStatus.EmergencyOnly, false)]
    public void Registered_is_where_messages_can_be_sent(RegistrationStatus status, bool registered) =>
        Assert.Equal(registered, new Registration(status, null, null, null).IsRegistered);
}
