using ModemActors.Ports;

namespace ModemActors.Tests.Harness;

/// <summary>Opens what the test says, and counts. Every port answers by <see cref="Answers"/> as it is at its opening.</summary>
internal sealed class ScriptedOpener(Activity activity) : IModemPortOpener
{
    public Answers Answers { get; set; } = Modems.Usual;

    /// <summary>Why it cannot be opened now; null = it can.</summary>
    public PortException? Refusal { get; set; }

    public List<DateTimeOffset> OpenedAt { get; } = [];

    public List<ScriptedPort> Ports { get; } = [];

    public int Tries { get; private set; }

    public ScriptedPort Port => Ports[^1];

    public bool Opens(PortAddress address) => true;

    public Task<IModemPort> OpenAsync(PortAddress address, PortOptions options, CancellationToken cancellationToken)
    {
        activity.Note();
        Tries++;
        if (Refusal is not null)
            return Task.FromException<IModemPort>(Refusal);
        var port = new ScriptedPort(activity, line => Answers(line));
        Ports.Add(port);
        return Task.FromResult<IModemPort>(port);
    }
}
