using System.Diagnostics.CodeAnalysis;

namespace ModemActors.Protocol.At;

/// <summary>How full one memory is.</summary>
/// <param name="Name">Its name, for example <c>SM</c> (SIM), <c>ME</c> (equipment), <c>MT</c> (both), <c>SR</c> (reports); null = not
/// told.</param>
/// <param name="Used">Slots in use.</param>
/// <param name="Total">All slots.</param>
public sealed record StorageUse(string? Name, int Used, int Total);

/// <summary>The selected memories (TS 27.005 §3.2.2).</summary>
/// <param name="Mem1">Where messages are listed, read and deleted.</param>
/// <param name="Mem2">Where messages are written and sent from; null = not told.</param>
/// <param name="Mem3">Where received messages are put; null = not told.</param>
public sealed record StorageState(StorageUse Mem1, StorageUse? Mem2, StorageUse? Mem3);

/// <summary>The memories a modem offers.</summary>
/// <param name="Mem1">For listing, reading, deleting; empty = the modem has none (Nokia C6 answers <c>(),(),()</c>).</param>
/// <param name="Mem2">For writing and sending; empty = not told.</param>
/// <param name="Mem3">For receiving; empty = not told.</param>
public sealed record StorageChoices(IReadOnlyList<string> Mem1, IReadOnlyList<string> Mem2, IReadOnlyList<string> Mem3);

/// <summary><c>AT+CPMS=?</c>: the memories the modem offers (TS 27.005 §3.2.2).</summary>
public sealed class TestStorage : HeaderCommand<StorageChoices>
{
    /// <inheritdoc/>
    public override string Text => "AT+CPMS=?";

    private protected override string Header => "+CPMS";

    private protected override bool TryRead(ReadOnlySpan<char> rest, out StorageChoices value)
    {
        var groups = ValueList.Groups(rest);
        value = new(NamesAt(0), NamesAt(1), NamesAt(2));
        return true;

        IReadOnlyList<string> NamesAt(int index) => ValueList.Names(groups.ElementAtOrDefault(index));
    }
}

/// <summary><c>AT+CPMS?</c>: the selected memories and how full they are (TS 27.005 §3.2.2).</summary>
public sealed class ReadStorage : HeaderCommand<StorageState>
{
    /// <inheritdoc/>
    public override string Text => "AT+CPMS?";

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(10);

    private protected override string Header => "+CPMS";

    private protected override bool TryRead(ReadOnlySpan<char> rest, [MaybeNullWhen(false)] out StorageState value) =>
        (value = StorageLine.Parse(rest, null, null, null)) is not null;
}

/// <summary><c>AT+CPMS=</c>: selects the memories (TS 27.005 §3.2.2). The answer has no names; those asked for are filled in.
/// Some modems set the first only, so read back.</summary>
/// <param name="mem1">Where to list, read and delete.</param>
/// <param name="mem2">Where to write; null = leave.</param>
/// <param name="mem3">Where to receive; null = leave.</param>
public sealed class SelectStorage(string mem1, string? mem2 = null, string? mem3 = null) : HeaderCommand<StorageState>
{
    private readonly string _mem1 = Guard.Quotable(mem1);
    private readonly string? _mem2 = mem2 is null ? null : Guard.Quotable(mem2);
    private readonly string? _mem3 = (mem2, mem3) switch
    {
        (_, null) => null,
        (null, _) => throw new ArgumentException("The third memory needs the second.", nameof(mem3)),
        _ => Guard.Quotable(mem3),
    };

    /// <inheritdoc/>
    public override string Text =>
        "AT+CPMS=" + string.Join(',', new[] { _mem1, _mem2, _mem3 }.OfType<string>().Select(name => $"\"{name}\""));

    /// <inheritdoc/>
    public override TimeSpan Deadline => TimeSpan.FromSeconds(20);

    private protected override string Header => "+CPMS";

    private protected override bool TryRead(ReadOnlySpan<char> rest, [MaybeNullWhen(false)] out StorageState value) =>
        (value = StorageLine.Parse(rest, _mem1, _mem2, _mem3)) is not null;
}

/// <summary>The answers of <c>+CPMS</c>, with names or without, with one to three memories.</summary>
internal static class StorageLine
{
    public static StorageState? Parse(ReadOnlySpan<char> rest, params ReadOnlySpan<string?> asked)
    {
        var parameters = AtParameters.Parse(rest);
        var uses = new StorageUse?[3];
        var at = 0;
        for (var memory = 0; memory < uses.Length && at < parameters.Count; memory++)
        {
            var name = asked[memory];
            if (parameters.IsQuotedAt(at) || parameters.NumberAt(at) is null)
            {
                name = parameters.NonEmptyAt(at) is { } told ? AtText.ReadableName(told) : name;
                at++;
            }

            if (parameters.NumberAt(at) is { } used and >= 0 && parameters.NumberAt(at + 1) is { } total and >= 0)
                uses[memory] = new(name, used, total);
            at += 2;
        }

        return uses[0] is { } first ? new(first, uses[1], uses[2]) : null;
    }
}
