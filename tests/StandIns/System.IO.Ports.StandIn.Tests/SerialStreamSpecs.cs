using System.Text;
using ModemActors.Ports.Posix;

namespace System.IO.Ports.StandIn.Tests;

public sealed class SerialStreamSpecs : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Master _modem = new();
    private readonly SerialPort _port;
    private readonly Stream _stream;

    public SerialStreamSpecs()
    {
        _port = _modem.Open();
        _stream = _port.BaseStream;
    }

    public void Dispose()
    {
        _port.Dispose();
        _modem.Dispose();
    }

    [Fact]
    public async Task Unplugging_ends_every_waiting_reader_and_writer_with_an_IOException()
    {
        var waiting = Enumerable.Range(0, 8).Select(_ => (Task)_stream.ReadAsync(new byte[8]).AsTask()).ToList();
        waiting.AddRange(Enumerable.Range(0, 8).Select(_ => _stream.WriteAsync(new byte[100_000]).AsTask()));
        waiting.Add(_stream.FlushAsync());
        Assert.All(waiting, each => Assert.False(each.IsCompleted));
        _modem.HangUp();
        foreach (var each in waiting)
            await Assert.ThrowsAsync<IOException>(() => each.WaitAsync(Limit));
        await Assert.ThrowsAsync<IOException>(() => _stream.ReadAsync(new byte[8]).AsTask());
        await Assert.ThrowsAsync<IOException>(() => _stream.WriteAsync(new byte[8]).AsTask());
        Assert.True(_port.IsOpen);
    }

    [Fact]
    public async Task Closing_ends_every_waiting_reader_and_writer()
    {
        var reading = _stream.ReadAsync(new byte[8]).AsTask();
        var writing = _stream.WriteAsync(new byte[100_000]).AsTask();
        _port.Close();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reading.WaitAsync(Limit));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => writing.WaitAsync(Limit));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _stream.ReadAsync(new byte[8]).AsTask());
        await _stream.DisposeAsync().AsTask().WaitAsync(Limit);
    }

    [Fact]
    public async Task Waiting_readers_are_served_in_their_order_and_cancelled_ones_are_skipped()
    {
        var buffers = Enumerable.Range(0, 4).Select(_ => new byte[1]).ToList();
        using var cancellation = new CancellationTokenSource();
        var first = _stream.ReadAsync(buffers[0]).AsTask();
        var cancelled = _stream.ReadAsync(buffers[1], cancellation.Token).AsTask();
        var second = _stream.ReadAsync(buffers[2]).AsTask();
        var third = _stream.ReadAsync(buffers[3]).AsTask();
        await cancellation.CancelAsync();
        _modem.Write("abc"u8);
        await Task.WhenAll(first, second, third).WaitAsync(Limit);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal("a\0bc", Encoding.ASCII.GetString([.. buffers.SelectMany(each => each)]));
    }

    [Fact]
    public async Task Waiting_writers_are_served_in_their_order_after_one_was_cancelled_half_way()
    {
        using var cancellation = new CancellationTokenSource();
        var half = _stream.WriteAsync(Enumerable.Repeat((byte)'a', 100_000).ToArray(), cancellation.Token).AsTask();
        var second = _stream.WriteAsync("b"u8.ToArray()).AsTask();
        var third = _stream.WriteAsync("c"u8.ToArray()).AsTask();
        var flush = _stream.FlushAsync();
        Assert.False(half.IsCompleted || second.IsCompleted || third.IsCompleted || flush.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => half);
        var heard = new StringBuilder();
        var buffer = new byte[4096];
        while (heard.Length == 0 || heard[^1] != 'c')
            heard.Append(Encoding.ASCII.GetString(buffer, 0, _modem.Read(buffer)));
        Assert.Equal("bc", heard.ToString().TrimStart('a'));
        await Task.WhenAll(second, third, flush).WaitAsync(Limit);
    }

    [Fact]
    public async Task A_line_that_somebody_took_out_of_raw_mode_is_put_back_and_is_not_taken_for_gone()
    {
        var reading = _stream.ReadAsync(new byte[8]).AsTask();
        var settings = _modem.Settings;
        settings.Characters[6] = 0; // VMIN: a read with nothing to read returns 0
        Assert.True(settings.TryWrite(_modem.Descriptor));
        var second = _stream.ReadAsync(new byte[8]).AsTask();
        _modem.Write("O"u8);
        Assert.Equal(1, await reading.WaitAsync(Limit));
        _modem.Write("K"u8);
        Assert.Equal(1, await second.WaitAsync(Limit));
        Assert.Equal(1, _modem.Settings.Characters[6]);
    }

    [Fact]
    public async Task Reading_allocates_next_to_nothing()
    {
        var buffer = new byte[8];
        await Task.Run(() => ExchangeAsync(1000));

        // the whole process is counted, so other tests that run meanwhile only ever add: the least of some rounds counts
        var least = long.MaxValue;
        for (var round = 0; round < 10 && least > 40; round++)
        {
            var before = GC.GetTotalAllocatedBytes(true);
            await Task.Run(() => ExchangeAsync(5_000));
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(true) - before) / 5_000);
        }

        Assert.InRange(least, 0, 40);

        async Task ExchangeAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var reading = _stream.ReadAsync(buffer);
                _modem.Write("x"u8);
                if (await reading != 1)
                    Assert.Fail("more or less than a byte"); // Assert.Equal allocates
            }
        }
    }

    [Fact]
    public async Task All_open_ports_share_one_thread()
    {
        var modems = Enumerable.Range(0, 512).Select(_ => new Master()).ToList();
        var ports = modems.ConvertAll(each => each.Open());
        var buffers = modems.ConvertAll(_ => new byte[16]);
        var before = Directory.GetDirectories("/proc/self/task").Length;
        var reads = ports.Select((port, i) => port.BaseStream.ReadAsync(buffers[i]).AsTask()).ToList();
        for (var i = 0; i < modems.Count; i++)
            modems[i].Write(Encoding.ASCII.GetBytes($"{i}"));
        var counts = await Task.WhenAll(reads).WaitAsync(Limit);
        var heard = buffers.Select((each, i) => Encoding.ASCII.GetString(each, 0, counts[i]));
        Assert.Equal(Enumerable.Range(0, 512).Select(i => $"{i}"), heard);

        var names = Directory.GetDirectories("/proc/self/task").Select(task => File.ReadAllText(task + "/comm").Trim()).ToList();
        Assert.Single(names, "System.IO.Ports");
        Assert.InRange(names.Count - before, -16, 16);
        ports.ForEach(each => each.Dispose());
        modems.ForEach(each => each.Dispose());
    }

    [Fact]
    public async Task A_port_that_nobody_closed_is_closed_by_the_garbage_collector()
    {
        using var modem = new Master();
        Leak(modem);
        for (var i = 0; i < 300; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            try
            {
                modem.Open().Dispose();
                return;
            }
            catch (UnauthorizedAccessException)
            {
                await Task.Delay(10);
            }
        }

        Assert.Fail("the port is still held");

        static void Leak(Master modem) => modem.Open();
    }
}
