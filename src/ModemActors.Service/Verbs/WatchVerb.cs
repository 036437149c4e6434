using System.CommandLine;
using ModemActors.Service.Configuration;
using ModemActors.Service.Views;
using ModemActors.Service.Watching;
using ModemActors.Storage;

namespace ModemActors.Service.Verbs;

/// <summary><c>watch</c>: what goes on, live, in the terminal.</summary>
internal static class WatchVerb
{
    private const int FrameWithoutTerminal = 40;

    private static readonly TimeSpan s_refresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(40);

    private static readonly Option<bool> s_once = new("--once") { Description = "Print it once and end; so it is where there is no terminal" };

    public static Command Create()
    {
        var watch = new Verb(
            "watch", "Watch modems and messages live, every 2 s; keys: q quit, r read anew, arrows choose, Enter conversation, Esc back.", "modemactors watch")
        {
            s_once, VerbOptions.Json,
        };
        watch.SetAction(RunAsync);
        return watch;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var configuration = VerbStore.Configuration(parsed);
        var store = await VerbStore.OpenAsync(configuration, cancellation).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var picture = await WatchPicture.TakeAsync(store, configuration, null, cancellation).ConfigureAwait(false);
        if (parsed.GetValue(VerbOptions.Json))
            Screen.Json(new
            {
                Status = StatusView.Of(
                    picture.Statistics, picture.Modems, await store.ListRecoveriesAsync().ConfigureAwait(false), configuration.Settings, picture.Service),
                Messages = picture.Messages.Select(MessageView.Of),
            });
        else if (parsed.GetValue(s_once) || !WatchScreen.IsPossible)
            Print(picture);
        else
            await FollowAsync(store, configuration, picture, cancellation).ConfigureAwait(false);
        return ModemActorsCommand.Done;
    }

    private static void Print(WatchPicture picture)
    {
        foreach (var line in WatchFrame.Of(picture, new WatchState(), Screen.Width, FrameWithoutTerminal, isLive: false))
            Screen.Line(WatchScreen.Render(line, isPlain: Console.IsOutputRedirected).TrimEnd());
    }

    private static async Task FollowAsync(IMessageStore store, ServiceConfiguration configuration, WatchPicture picture, CancellationToken cancellation)
    {
        using var screen = new WatchScreen(Console.Out);
        var state = new WatchState();
        var read = TimeProvider.System.GetTimestamp();
        var (size, step) = (WatchScreen.Size, WatchStep.Show);
        try
        {
            while (step != WatchStep.Quit)
            {
                if (step == WatchStep.Read)
                {
                    picture = await WatchPicture.TakeAsync(store, configuration, state.Conversation, cancellation).ConfigureAwait(false);
                    read = TimeProvider.System.GetTimestamp();
                }

                if (step != WatchStep.None)
                    screen.Paint(WatchFrame.Of(picture, state, size.Width, size.Height, isLive: true));
                (state, step) = Press(state, picture);
                if (step != WatchStep.None)
                    continue;
                await Task.Delay(s_look, cancellation).ConfigureAwait(false);
                if (TimeProvider.System.GetElapsedTime(read) >= s_refresh)
                    step = WatchStep.Read;
                else if (WatchScreen.Size != size)
                    (size, step) = (WatchScreen.Size, WatchStep.Show);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Ctrl+C is a way to end it
            return;
        }
    }

    private static (WatchState State, WatchStep Step) Press(WatchState state, WatchPicture picture)
    {
        if (Console.IsInputRedirected || !Console.KeyAvailable)
            return (state, WatchStep.None);
        var key = Console.ReadKey(intercept: true);
        return state.Press(key.Key, key.KeyChar, picture);
    }
}
