using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModemActors.Hosting;
using ModemActors.Messages;
using ModemActors.Ports;
using ModemActors.Settings;
using ModemActors.Simulator;
using ModemActors.Storage;

namespace Users.Application.Tests;

/// <summary>ModemActors inside another program, written as its author would.</summary>
public sealed class EmbeddingSpecs : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("modemactors-").FullName;
    private readonly SimulatorPortOpener _simulator =
        new(new Air(), (name, ordinal) => SimulatedModemOptions.Numbered(ordinal) with { Id = name });

    public void Dispose()
    {
        _simulator.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Message_of_an_embedding_program_goes_on_air()
    {
        using var host = Build(Settings());
        await host.StartAsync();

        var sending = NextAsync<MessageSent>(host, 1);
        var queued = await host.Services.GetRequiredService<Greeter>().GreetAsync("+15557654321");
        var sent = await sending;

        Assert.Equal((queued.Id, 1), (sent.MessageId, sent.Parts));
        Assert.Equal("Hello", Assert.Single(_simulator.Air.Record).Text);
        await host.StopAsync();
    }

    [Fact]
    public async Task What_cannot_be_sent_is_refused_with_its_reason()
    {
        using var host = Build(Settings());
        await host.StartAsync();
        var outbox = host.Services.GetRequiredService<ActorRegistry>().Get<Outbox>();

        var noNumber = await outbox.Ask<SmsRefused>(new SendSms("abc", "Hello"), s_patience);
        var noModem = await outbox.Ask<SmsRefused>(new SendSms("12345", "Hello") { Modem = "none" }, s_patience);
        var noText = await outbox.Ask<SmsRefused>(new SendSms("12345", ""), s_patience);

        Assert.Equal([SmsRefusal.PhoneNumber, SmsRefusal.Modem, SmsRefusal.Content], [noNumber.Reason, noModem.Reason, noText.Reason]);
        await host.StopAsync();
    }

    [Fact]
    public async Task Fleet_tells_of_every_modem()
    {
        using var host = Build(Settings());
        await host.StartAsync();

        var modems = await host.Services.GetRequiredService<ActorRegistry>().Get<Fleet>().Ask<ModemList>(ListModems.Instance, s_patience);

        Assert.Equal(["only"], modems.Modems.Select(modem => modem.Modem));
        await host.StopAsync();
    }

    [Fact]
    public async Task Stop_waits_for_the_message_that_is_on_its_way()
    {
        using var host = Build(Settings());
        await host.StartAsync();
        var sending = NextAsync<MessageSending>(host, 1);
        await host.Services.GetRequiredService<Greeter>().GreetAsync("+15557654321");
        await sending;

        await host.StopAsync();

        await using var store = await OpenStoreAsync();
        Assert.Equal(MessageStatus.Sent, (await store.GetAsync(1))!.Status);
        Assert.Single(_simulator.Air.Record);
    }

    [Fact]
    public async Task Bad_settings_stop_the_start_and_name_every_key()
    {
        using var host = Build(Settings() + "\nmodem-actors.outbox.max-attempts = 0\nmodem-actors.inbox.delete = never");

        var failure = await Record.ExceptionAsync(() => host.StartAsync());

        var settings = Causes(failure).OfType<SettingsException>().First();
        Assert.Equal(["modem-actors.outbox.max-attempts", "modem-actors.inbox.delete"], settings.Errors.Select(error => error.Path));
    }

    [Fact]
    public async Task Store_that_the_host_brings_stays_the_hosts()
    {
        await using var store = await OpenStoreAsync();
        using var host = Build(Settings(), options => options.Store = store);
        await host.StartAsync();
        await host.StopAsync();

        Assert.True((await store.CheckAsync()).Healthy);
    }

    private static IEnumerable<Exception> Causes(Exception? failure)
    {
        for (var cause = failure; cause is not null; cause = cause is AggregateException many ? many.InnerExceptions[0]
            : cause.InnerException)
            yield return cause;
    }

    private string Settings() =>
        $$"""
        modem-actors {
          modems = [ { id = only, port = simulator } ]
          store.connection = "{{Path.Combine(_folder, "store.db")}}"
        }
        """;

    private Task<IMessageStore> OpenStoreAsync() =>
        SqliteMessageStore.OpenAsync(new StoreOptions { ConnectionString = Path.Combine(_folder, "store.db") }, TimeProvider.System);

    private IHost Build(string hocon, Action<ModemActorsOptions>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<Greeter>();
        builder.Services.AddAkka("sms", akka => akka
            .AddHocon(hocon, HoconAddMode.Prepend)
            .ConfigureLoggers(loggers => loggers.ClearLoggers())
            .WithModemActors(options =>
            {
                options.PortOpener = new PortOpeners(new SerialPortOpener(), _simulator);
                configure?.Invoke(options);
            }));
        return builder.Build();
    }

    /// <summary>The first event of this kind for this message; ask before it can happen.</summary>
    private static async Task<T> NextAsync<T>(IHost host, long messageId)
        where T : class, IMessageEvent
    {
        var system = host.Services.GetRequiredService<ActorSystem>();
        var heard = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var listener = system.ActorOf(Props.Create(() => new Listener<T>(messageId, heard)));
        system.EventStream.Subscribe(listener, typeof(T));
        return await heard.Task.WaitAsync(s_patience);
    }

    private sealed class Greeter(IRequiredActor<Outbox> outbox)
    {
        public Task<SmsQueued> GreetAsync(string number) => outbox.ActorRef.Ask<SmsQueued>(new SendSms(number, "Hello"), s_patience);
    }

    private sealed class Listener<T> : ReceiveActor
        where T : class, IMessageEvent
    {
        public Listener(long messageId, TaskCompletionSource<T> heard) =>
            Receive<T>(happened => happened.MessageId == messageId, happened => heard.TrySetResult(happened));
    }
}
