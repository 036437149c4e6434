using ModemActors.Protocol.At;

namespace ModemActors.Protocol.Tests.At;

/// <summary>Lines from ModemManager's test-modem-helpers.c, gammu's at-cpms and at-cnmi dumps, python-gsmmodem's fakemodems.py.</summary>
public sealed class StorageAnswerSpecs
{
    [Theory]
    [InlineData("+CPMS: (\"ME\",\"MT\"),(\"ME\",\"SM\",\"MT\"),(\"SM\",\"MT\")", "ME,MT", "ME,SM,MT", "SM,MT")]
    [InlineData("+CPMS: \"ME\",\"MT\",\"SM\"", "ME", "MT", "SM")]
    [InlineData("+CPMS: (),(),()", "", "", "")]
    [InlineData("+CPMS: (),,(  )", "", "", "")]
    [InlineData("+CPMS: ", "", "", "")]
    [InlineData("+CPMS:     (  \"ME\"  ,  \"MT\"  )   ,  \"ME\" ,   (  \"SM\"  )", "ME,MT", "ME", "SM")]
    [InlineData("+CPMS: (ME\", \"SR\"), (\"ME\", \"SR\"), (\"ME\")", "ME,SR", "ME,SR", "ME")]
    [InlineData("+CPMS: ((\"SM\",\"BM\",\"SR\"),(\"SM\"))", "SM,BM,SR", "SM", "")]
    [InlineData("+CPMS: (\"0053004D\",\"004D0045\"),(\"0053004D\")", "SM,ME", "SM", "")]
    public void Offered_memories_are_read(string line, string mem1, string mem2, string mem3)
    {
        var choices = Conversation.Answer(new TestStorage(), $"\r\n{line}\r\n\r\nOK\r\n").Value;

        Assert.Equal((mem1, mem2, mem3), (string.Join(',', choices.Mem1), string.Join(',', choices.Mem2), string.Join(',', choices.Mem3)));
    }

    [Theory]
    [InlineData("+CPMS: \"ME\",1,100,\"MT\",5,100,\"TA\",1,100", "ME 1/100, MT 5/100, TA 1/100")]
    [InlineData("+CPMS: \"MT\", 0, 100, \"MT\", 0, 100, \"MT\", 0, 100", "MT 0/100, MT 0/100, MT 0/100")]
    [InlineData("+CPMS: \"SM\",30,30", "SM 30/30")]
    [InlineData("+CPMS: \"SM\",3,10,\"SM\",3,10,,,", "SM 3/10, SM 3/10")]
    [InlineData("+CPMS: 3,10,3,10", " 3/10,  3/10")]
    public void Selected_memories_are_read(string line, string expected) =>
        Assert.Equal(expected, Show(Conversation.Answer(new ReadStorage(), $"\r\n{line}\r\n\r\nOK\r\n").Value));

    [Theory]
    [InlineData("+CPMS: 14,50,14,50,14,50", "SM 14/50, ME 14/50, MT 14/50")]
    [InlineData("+CPMS: 14,50", "SM 14/50")]
    [InlineData("+CPMS: \"SM\",14,50,\"SM\",14,50,\"SM\",14,50", "SM 14/50, SM 14/50, SM 14/50")]
    public void Answer_to_selecting_gets_the_names_that_were_asked_for(string line, string expected) =>
        Assert.Equal(expected, Show(Conversation.Answer(new SelectStorage("SM", "ME", "MT"), $"\r\n{line}\r\n\r\nOK\r\n").Value));

    [Theory]
    [InlineData("+CPMS: ")]
    [InlineData("+CPMS: \"SM\"")]
    [InlineData("+CPMS: \"SM\",-1,10")]
    public void Answer_without_numbers_is_a_failure_that_names_the_line(string line)
    {
        var result = Conversation.Answer(new ReadStorage(), $"\r\n{line}\r\n\r\nOK\r\n");

        Assert.False(result.IsOk);
        Assert.Contains(line.Trim(), result.Failure!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+CNMI: (2),(0-1,3),(0,2),(0-1),(0)", "2 | 0,1,3 | 0,2 | 0,1 | 0")]
    [InlineData("+CNMI: (0-2),(0,1,3),(0),(0,1),(0,1)", "0,1,2 | 0,1,3 | 0 | 0,1 | 0,1")]
    [InlineData("+CNMI:(0-3),(0-3),(0-3),(0,1),(0,1)", "0,1,2,3 | 0,1,2,3 | 0,1,2,3 | 0,1 | 0,1")]
    [InlineData("+CNMI: (0,1,2,3),(0,1,2,3)", "0,1,2,3 | 0,1,2,3 |  |  | ")]
    [InlineData("+CNMI: 2,1,0,0,0", "2 | 1 | 0 | 0 | 0")]
    public void Offered_notification_modes_are_read(string line, string expected)
    {
        var modes = Conversation.Answer(new TestNotification(), $"\r\n{line}\r\n\r\nOK\r\n").Value;

        var told = new[] { modes.Mode, modes.Mt, modes.Bm, modes.Ds, modes.Bfr }.Select(values => string.Join(',', values));
        Assert.Equal(expected, string.Join(" | ", told));
    }

    [Fact]
    public void Notification_settings_are_read() =>
        Assert.Equal(
            new NotificationSettings(2, 1, 0, 2, 0),
            Conversation.Answer(new ReadNotification(), "\r\n+CNMI: 2,1,0,2,0\r\n\r\nOK\r\n").Value);

    private static string Show(StorageState state) =>
        string.Join(", ", new[] { state.Mem1, state.Mem2, state.Mem3 }.OfType<StorageUse>()
            .Select(use => $"{use.Name} {use.Used}/{use.Total}"));
}
