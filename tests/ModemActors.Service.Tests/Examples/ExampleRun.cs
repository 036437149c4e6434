using System.Diagnostics;
using System.Text;

namespace ModemActors.Service.Tests.Examples;

/// <summary>An example of src/ModemActors.Service/examples as a user starts it.</summary>
internal static class ExampleRun
{
    public static string Folder { get; } = Path.Combine(Root(), "src", "ModemActors.Service", "examples");

    public static async Task<Outcome> ToEndAsync(IReadOnlyDictionary<string, string> environment, string file, params string[] arguments)
    {
        using var process = Start(environment, file, arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var overdue = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await process.WaitForExitAsync(overdue.Token);
        return new Outcome(process.ExitCode, await output, await errors);
    }

    public static Process Start(IReadOnlyDictionary<string, string> environment, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Folder, file), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ModemActors.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
