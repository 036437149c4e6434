using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using ModemActors.Messages;
using ModemActors.Service.Operations;
using ModemActors.Storage;

namespace ModemActors.Service.Tests.Operations;

public sealed class ServiceNotificationSpecs : Scratch
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Real_program_tells_a_real_socket_that_it_is_ready_alive_and_stopping(bool isAbstract)
    {
        var name = isAbstract ? $"@modemactors-{Guid.NewGuid():N}" : Path.Combine(Folder, "notify.sock");
        using var manager = new Manager(name);
        await using var service = ProgramRun.Start(
            Folder, new Dictionary<string, string> { ["NOTIFY_SOCKET"] = name, ["WATCHDOG_USEC"] = "1000000" }, ["run", "-c", Configure()]);

        await manager.HasHeardAsync(said => said.Contains("READY=1\nSTATUS=", StringComparison.Ordinal), "ready");
        await manager.HasHeardAsync(said => said.StartsWith("STATUS=2 of 2 modems ready, 0 messages waiting", StringComparison.Ordinal),
            "status");
        await manager.HasHeardAsync(_ => manager.Count("WATCHDOG=1") >= 3, "three signs of life");
        await service.StopAsync("TERM");

        Assert.True(manager.Count("STOPPING=1") == 1, "stopping");
        Assert.Equal(1, manager.Count("READY=1"));
    }

    [Fact]
    public async Task Who_hangs_gives_no_sign_of_life()
    {
        var name = Path.Combine(Folder, "notify.sock");
        using var manager = new Manager(name);
        var time = new ModemActors.Simulator.VirtualTime();
        await using var store = await SqliteMessageStore.OpenAsync(
            new StoreOptions { ConnectionString = Path.Combine(Folder, "store.db") }, time);
        using var socket = new ServiceNotification(
            variable => variable switch { "NOTIFY_SOCKET" => name, "WATCHDOG_USEC" => "20000000", _ => null }, 1, NullLogger.Instance);
        var fleet = new Hanging();
        using var signs = new SignsOfLife(socket, store, fleet, new Lifetime(), time, NullLogger<SignsOfLife>.Instance);
        await signs.StartAsync(CancellationToken.None);

        await Deadline.UntilAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(fleet.Asked >= 3);
            },
            "three looks");
        socket.Status("mark");
        await manager.HasHeardAsync(said => said == "STATUS=mark", "the mark");

        Assert.Equal((0, 0), (manager.Count("WATCHDOG=1"), manager.Count("READY=1")));
        await signs.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData("30000000", null, 30)]
    [InlineData("30000000", "17", 30)]
    [InlineData("30000000", "18", null)]
    [InlineData("", null, null)]
    [InlineData("soon", null, null)]
    public void Watchdog_is_ours_only_if_it_watches_us(string microseconds, string? pid, int? seconds)
    {
        using var notification = new ServiceNotification(
            variable => variable switch { "NOTIFY_SOCKET" => "/run/x", "WATCHDOG_USEC" => microseconds, "WATCHDOG_PID" => pid, _ => null },
                17,
            NullLogger.Instance);

        Assert.Equal(seconds, (int?)notification.Watchdog?.TotalSeconds);
    }

    [Fact]
    public void Without_a_manager_nothing_is_said()
    {
        using var notification = new ServiceNotification(_ => null, 1, NullLogger.Instance);

        Assert.False(notification.IsWanted);
        notification.Ready("nobody hears it");
    }

    [Fact]
    public void Manager_that_went_away_is_no_fault_of_ours()
    {
        using var notification = new ServiceNotification(
            variable => variable == "NOTIFY_SOCKET" ? Path.Combine(Folder, "gone.sock") : null, 1, NullLogger.Instance);

        notification.Alive();
        Assert.True(notification.IsWanted);
    }

    /// <summary>The service manager's end.</summary>
    private sealed class Manager : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        private readonly List<string> _heard = [];

        public Manager(string name)
        {
            _socket.Bind(new UnixDomainSocketEndPoint(name[0] == '@' ? "\0" + name[1..] : name));
            new Thread(Listen) { IsBackground = true }.Start();
        }

        public int Count(string line)
        {
            lock (_heard)
                return _heard.Count(said => said.Split('\n').Contains(line));
        }

        public Task HasHeardAsync(Func<string, bool> what, string inWords) => Deadline.UntilAsync(() =>
        {
            lock (_heard)
                return Task.FromResult(_heard.Exists(said => what(said)));
        }, inWords);

        public void Dispose() => _socket.Dispose();

        private void Listen()
        {
            var buffer = new byte[4096];
            try
            {
                while (true)
                {
                    var count = _socket.Receive(buffer);
                    lock (_heard)
                        _heard.Add(Encoding.UTF8.GetString(buffer, 0, count));
                }
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
            {
                lock (_heard)
                    _heard.Add("");
            }
        }
    }

    private sealed class Hanging : IRequiredActor<Fleet>
    {
        public int Asked { get; private set; }

        public IActorRef ActorRef => ActorRefs.Nobody;

        public Task<IActorRef> GetAsync(CancellationToken cancellationToken = default)
        {
            Asked++;
            return new TaskCompletionSource<IActorRef>().Task;
        }
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
