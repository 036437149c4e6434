using System.Diagnostics;

namespace ModemActors.Service.Metrics;

/// <summary>The process, by the names that every Prometheus client uses.</summary>
internal static class ProcessReading
{
    public static IEnumerable<MetricFamily> Read(string node)
    {
        using var process = Process.GetCurrentProcess();
        yield return MetricFamily.Counter("process_cpu_seconds_total", "Processor time, user and system.", process.TotalProcessorTime.TotalSeconds);
        yield return MetricFamily.Gauge("process_resident_memory_bytes", "Memory in use.", process.WorkingSet64);
        yield return MetricFamily.Gauge("process_virtual_memory_bytes", "Address space in use.", process.VirtualMemorySize64);
        yield return MetricFamily.Gauge(
            "process_start_time_seconds", "When the process began, Unix time.", new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000d);
        yield return MetricFamily.Gauge("process_threads", "Threads.", process.Threads.Count);
        if (Directory.Exists("/proc/self/fd"))
            yield return MetricFamily.Gauge("process_open_fds", "Open file descriptors.", Directory.GetFiles("/proc/self/fd").Length);
        yield return MetricFamily.Gauge("dotnet_gc_heap_bytes", "Memory of the managed heap.", GC.GetTotalMemory(forceFullCollection: false));
        yield return new MetricFamily(
            "dotnet_gc_collections_total", MetricKind.Counter, "Garbage collections, by generation.",
            [.. Enumerable.Range(0, GC.MaxGeneration + 1).Select(generation => new MetricSample(
                [new("generation", $"{generation}")], GC.CollectionCount(generation)))]);
        yield return new MetricFamily(
            "modemactors_build_info", MetricKind.Gauge, "1; which program on which node.",
            [new([new("version", typeof(ProcessReading).Assembly.GetName().Version!.ToString(3)), new("node", node)], 1)]);
    }
}
