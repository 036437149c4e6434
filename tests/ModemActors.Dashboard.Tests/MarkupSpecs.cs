using Microsoft.AspNetCore.Http;
using ModemActors.Messages;
using ModemActors.Service.Dashboard;
using ModemActors.Service.Dashboard.Markup;
using ModemActors.Service.Http.Access;
using ModemActors.Storage;

namespace ModemActors.Dashboard.Tests;

/// <summary>What is drawn, without a browser.</summary>
public sealed class MarkupSpecs
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Text_is_encoded_and_markup_is_not()
    {
        var text = "<b>&\"'</b>";

        Assert.Equal("<p title=\"&lt;b&gt;&amp;&quot;&#x27;&lt;/b&gt;\"><i>1</i>ü</p>", Html.Of($"""<p title="{text}">{Html.Of($"<i>{1}</i>")}{"ü"}</p>""").ToString());
    }

    [Fact]
    public void Half_a_surrogate_pair_and_controls_become_no_markup()
    {
        Assert.DoesNotContain('<', Html.Of($"""{"\ud83d<\0"}""").ToString());
    }

    [Fact]
    public void Few_modems_have_a_card_each()
    {
        var markup = ModemMarkup.All(Modems(24, sick: 2), s_now).ToString();

        Assert.Equal(24, Count(markup, "class=\"card "));
        Assert.Equal(0, Count(markup, "class=\"tile "));
    }

    [Fact]
    public void Many_modems_are_a_wall_with_cards_for_the_sick()
    {
        var markup = ModemMarkup.All(Modems(256, sick: 3), s_now).ToString();

        Assert.Equal(3, Count(markup, "class=\"card "));
        Assert.Equal(253, Count(markup, "class=\"tile "));
        Assert.True(markup.Length < 400_000, $"{markup.Length} characters");
    }

    [Fact]
    public void Signal_has_a_gap_where_nobody_measured()
    {
        var line = Charts.Signal([-70, -71, null, -75, null, null, null, -90, -91]).ToString();

        Assert.Equal(2, line.Count(c => c == 'M'));
        Assert.Equal(3, line.Count(c => c == 'L'));
        Assert.Contains("from -91 to -70 dBm", line);
        Assert.Equal("", Charts.Signal([null, -70, null]).ToString());
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(-113, 0)]
    [InlineData(-105, 1)]
    [InlineData(-95, 2)]
    [InlineData(-85, 3)]
    [InlineData(-75, 4)]
    [InlineData(-51, 5)]
    public void Signal_has_bars(int? dbm, int bars) => Assert.Equal(bars, Charts.BarsOf(dbm));

    [Fact]
    public void Memory_that_fills_tells_when_it_is_full()
    {
        Assert.Equal(TimeSpan.FromMinutes(40), SignalHistory.FullIn(Samples(10, 12, 14, 16, 18, 20)));
        Assert.Null(SignalHistory.FullIn(Samples(20, 20, 20, 20, 20, 20)));
        Assert.Null(SignalHistory.FullIn(Samples(20, 18, 16, 14, 12, 10)));
        Assert.Null(SignalHistory.FullIn(Samples(10, 20)));
    }

    [Fact]
    public void Levels_stand_at_their_minute()
    {
        var levels = SignalHistory.LevelsOf(
            [new ModemSample("m", s_now.AddMinutes(-1), "ready", -80, null, null, null), new ModemSample("m", s_now.AddHours(-2), "ready", -50, null, null, null)], s_now);

        Assert.Equal(SignalHistory.Minutes, levels.Count);
        Assert.Equal(-80, levels[^2]);
        Assert.Equal(1, levels.Count(level => level is not null));
    }

    [Theory]
    [InlineData(ModemState.Ready, ModemVerdict.Ok, "Good")]
    [InlineData(ModemState.Ready, ModemVerdict.Recovering, "Warning")]
    [InlineData(ModemState.Closed, ModemVerdict.Quarantined, "Bad")]
    [InlineData(ModemState.Leased, ModemVerdict.Ok, "Idle")]
    [InlineData(ModemState.Degraded, ModemVerdict.Degraded, "Warning")]
    [InlineData(ModemState.Unresponsive, ModemVerdict.Ok, "Bad")]
    public void Standing_follows_state_and_verdict(ModemState state, ModemVerdict verdict, string tone) => Assert.Equal(
        tone, Panel(new ModemStatus { Modem = "m", Port = "p", State = state, Verdict = verdict, Tried = true }).Tone.ToString());

    [Theory]
    [InlineData(null, true)]
    [InlineData("Read", false)]
    [InlineData("Send", true)]
    public void What_a_key_may_not_do_is_not_offered(string? scope, bool offered)
    {
        var context = new DefaultHttpContext();
        if (scope is not null)
            context.Features.Set(new ApiCaller("id", "name", Enum.Parse<ApiScope>(scope)));
        var failed = new Message
        {
            Id = 7,
            PhoneNumber = "+1",
            Content = "x",
            Timestamp = s_now,
            Status = MessageStatus.Failed,
            Direction = MessageDirection.Outbound,
        };

        Assert.Equal(offered, MessageMarkup.Acts(context, failed, "/").ToString().Contains("/messages/7/retry", StringComparison.Ordinal));
        Assert.Equal(scope is null, ModemActs.Forms(context, Panel(new ModemStatus { Modem = "m", Port = "p" })).ToString().Contains("/modems/m/reset", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_tone_has_its_own_shape() =>
        Assert.Equal(5, Enum.GetValues<Tone>().Select(tone => Icon.Of(tone).ToString()).Distinct().Count());

    private static List<ModemPanel> Modems(int count, int sick) =>
    [
        .. Enumerable.Range(1, count).Select(number => Panel(new ModemStatus
        {
            Modem = $"rack-{number:000}", Port = "simulator", Tried = true, SignalDbm = -70,
            State = number <= sick ? ModemState.Unresponsive : ModemState.Ready,
        })),
    ];

    private static ModemPanel Panel(ModemStatus status) => ModemPanel.Of(status, null, [], s_now);

    private static List<ModemSample> Samples(params int[] used) =>
        [.. used.Select((slots, index) => new ModemSample("m", s_now.AddMinutes(8 * index), "ready", -70, null, slots, 30))];

    private static int Count(string markup, string part) => markup.Split(part).Length - 1;
}
