namespace ModemActors.Service.Tests;

/// <summary>A directory that is gone after the test, with a configuration that disturbs nobody.</summary>
public abstract class Scratch : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("modemactors-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Two simulated modems, no HTTP, no log file, and what is added.</summary>
    protected string Configure(string more = "") => Write("test.conf",
        $$"""
        modem-actors {
          modems = [ { id = first, port = simulator }, { id = second, port = simulator } ]
          store.connection = "{{Path.Combine(Folder, "store.db")}}"
          log.directory = ""
          api.urls = ""
          backup.interval = 0s
        }
        {{more}}
        """);

    protected string Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    internal Task<Outcome> RunAsync(params string[] arguments) => ProgramRun.ToEndAsync(Folder, arguments);
}
