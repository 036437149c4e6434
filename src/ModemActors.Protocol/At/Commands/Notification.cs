using System.Diagnostics.CodeAnalysis;

namespace ModemActors.Protocol.At;

/// <summary>How new messages are told (TS 27.005 §3.4.1).</summary>
/// <param name="Mode">0 = kept back, 1 = dropped while the line is busy with data, 2 = kept back and then told, 3 = always told.</param>
/// <param name="Mt">Messages: 0 = not told, 1 = stored and told (<c>+CMTI</c>), 2 = forwarded (<c>+CMT</c>), 3 = class 3 forwarded, others
/// as 1.</param>
/// <param name="Bm">Broadcasts: 0 = not told, 2 = forwarded (<c>+CBM</c>).</param>
/// <param name="Ds">Delivery reports: 0 = not told, 1 = forwarded (<c>+CDS</c>), 2 = stored and told (<c>+CDSI</c>).</param>
/// <param name="Bfr">What was kept back when mode becomes 1 to 3: 0 = told then, 1 = dropped.</param>
public sealed record NotificationSettings(int Mode, int Mt, int Bm, int Ds, int Bfr);

/// <summary>What a modem says it offers; it may refuse it all the same.</summary>
/// <param name="Mode">Values of mode.</param>
/// <param name="Mt">Values of mt; empty = not told.</param>
/// <param name="Bm">Values of bm; empty = not told.</param>
/// <param name="Ds">Values of ds; empty = not told.</param>
/// <param name="Bfr">Values of bfr; empty = not told.</param>
public sealed record NotificationModes(
    IReadOnlyList<int> Mode, IReadOnlyList<int> Mt, IReadOnlyList<int> Bm, IReadOnlyList<int> Ds, IReadOnlyList<int> Bfr);

/// <summary><c>AT+CNMI=?</c>: what the modem offers (TS 27.005 §3.4.1).</summary>
public sealed class TestNotification : HeaderCommand<NotificationModes>
{
    /// <inheritdoc/>
    public override string Text => "AT+CNMI=?";

    private protected override string Header => "+CNMI";

    private protected override bool TryRead(ReadOnlySpan<char> rest, [MaybeNullWhen(false)] out NotificationModes value)
    {
        var told = ValueList.Groups(rest);
        var groups = Enumerable.Range(0, 5).Select(index => ValueList.Numbers(told.ElementAtOrDefault(index))).ToArray();
        value = groups[0].Count == 0 ? null : new NotificationModes(groups[0], groups[1], groups[2], groups[3], groups[4]);
        return value is not null;
    }
}

/// <summary><c>AT+CNMI?</c>: the settings in force (TS 27.005 §3.4.1).</summary>
public sealed class ReadNotification : HeaderCommand<NotificationSettings>
{
    /// <inheritdoc/>
    public override string Text => "AT+CNMI?";

    private protected override string Header => "+CNMI";

    private protected override bool TryRead(ReadOnlySpan<char> rest, [MaybeNullWhen(false)] out NotificationSettings value)
    {
        var parameters = AtParameters.Parse(rest);
        value = parameters.NumberAt(0) is { } mode
            ? new NotificationSettings(mode, NumberAt(1), NumberAt(2), NumberAt(3), NumberAt(4))
            : null;
        return value is not null;

        int NumberAt(int index) => parameters.NumberAt(index) ?? 0;
    }
}

/// <summary><c>AT+CNMI=</c>: how new messages are told (TS 27.005 §3.4.1).</summary>
/// <param name="settings">Each value 0 to 9.</param>
public sealed class WriteNotification(NotificationSettings settings) : PlainCommand
{
    private readonly string _values = string.Join(
        ',',
        new[] { settings.Mode, settings.Mt, settings.Bm, settings.Ds, settings.Bfr }
            .Select(value => Guard.InRange(value, 0, 9, nameof(settings))));

    /// <inheritdoc/>
    public override string Text => $"AT+CNMI={_values}";
}
