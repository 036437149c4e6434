using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace ModemActors.Scenarios.Harness;

/// <summary>The real program as a process of its own.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private const string Configuration = "modem-actors.conf";
    private const int MostLines = 50_000;

    private readonly ProcessStartInfo _start;
    private readonly int _port;
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    private ServiceProcess(ProcessStartInfo start, int port)
    {
        (_start, _port) = (start, port);
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>Talks to its API.</summary>
    public HttpClient Http { get; }

    /// <summary>What it printed, for failure messages.</summary>
    public string Output => string.Join(Environment.NewLine, _output);

    public int ProcessId => _process!.Id;

    /// <summary>What it has used so far.</summary>
    public (TimeSpan Processor, long Memory) Usage
    {
        get
        {
            _process!.Refresh();
            return (_process.TotalProcessorTime, _process.WorkingSet64);
        }
    }

    /// <summary>The program's file beside the tests.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "ModemActors.Service.dll");

    /// <summary>Starts the service in <paramref name="directory"/> with <paramref name="hocon"/> below <c>modem-actors</c> and waits until it is ready.</summary>
    public static async Task<ServiceProcess> StartAsync(string directory, string hocon, bool waitUntilReady = true)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "run", "--config", Path.Combine(directory, Configuration)])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        var service = new ServiceProcess(start, FreePort());
        await service.ConfigureAsync(hocon);
        await service.StartAgainAsync(waitUntilReady);
        return service;
    }

    /// <summary>Writes its configuration, <paramref name="hocon"/> below <c>modem-actors</c>; it counts from the next start.</summary>
    public Task ConfigureAsync(string hocon) => File.WriteAllTextAsync(Path.Combine(_start.WorkingDirectory, Configuration), $$"""
        modem-actors {
          api { urls = "http://127.0.0.1:{{_port}}" }
          store { connection = "Data Source={{Path.Combine(_start.WorkingDirectory, "store.db")}}" }
          log { directory = "" }
        {{hocon}}
        }
        """);

    /// <summary>Starts it again after it was killed or stopped.</summary>
    public async Task StartAgainAsync(bool waitUntilReady = true)
    {
        var process = Process.Start(_start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        if (waitUntilReady)
            await Eventually.True("the service is ready", IsReadyAsync, () => Output);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString()]);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    /// <summary>Queues a message over HTTP and returns its id.</summary>
    public async Task<long> SendAsync(string number, string content, string? modem = null)
    {
        var response = await Http.PostAsJsonAsync("/v1/messages", new { phone_number = number, content, modem });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>(path);

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        Http.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process!.HasExited)
            throw new InvalidOperationException($"The service ended with {_process.ExitCode}: {Output}");
        try
        {
            using var answer = await Http.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        if (_output.Count > MostLines)
            _output.TryDequeue(out _);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
