namespace ModemActors.Protocol.Sms;

/// <summary>One part of a text, ready for a TPDU of either direction.</summary>
/// <param name="DataCoding">TP-DCS.</param>
/// <param name="UserData">TP-UD.</param>
public sealed record SmsSegment(DataCoding DataCoding, UserData UserData);

/// <summary>Makes PDUs of texts.</summary>
public static class SmsComposer
{
    /// <summary>Parts that a concatenated message has at most.</summary>
    public const int MaxParts = 255;

    /// <summary>The SUBMIT PDUs of a text, 1 to 255, in their order.</summary>
    /// <exception cref="ArgumentException">The text takes more than 255 parts (<see cref="SmsEstimate"/> tells before), or the reference is
    /// out of range.</exception>
    public static IReadOnlyList<Pdu> Compose(SmsAddress destination, string text, ComposeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        options ??= ComposeOptions.Default;
        var segments = Segment(text, options);
        var pdus = new Pdu[segments.Count];
        for (var i = 0; i < pdus.Length; i++)
        {
            pdus[i] = new Pdu(options.Smsc, new SubmitTpdu
            {
                Destination = destination,
                RejectDuplicates = options.RejectDuplicates,
                StatusReportRequest = options.StatusReport,
                DataCoding = segments[i].DataCoding,
                ValidityPeriod = options.Validity,
                UserData = segments[i].UserData,
            });
        }

        return pdus;
    }

    /// <summary>The parts of a text, 1 to 255, in their order, without TPDUs around them.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Compose"/>.</exception>
    public static IReadOnlyList<SmsSegment> Segment(string text, ComposeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= ComposeOptions.Default;
        var plan = SmsSegmenter.Plan(text, options);
        var total = plan.Segments.Count;
        if (total > MaxParts)
            throw new ArgumentException($"the text takes {total} parts, a message has at most {MaxParts}", nameof(text));
        if (options.Reference < 0 || options.Reference > (options.Reference16Bit ? 0xFFFF : 0xFF))
            throw new ArgumentException($"the reference {options.Reference} does not fit", nameof(options));

        var coding = DataCoding.For(plan.Alphabet, options.Class);
        var segments = new SmsSegment[total];
        for (var i = 0; i < total; i++)
        {
            var (start, length, _) = plan.Segments[i];
            var userData = UserData.FromText(text.AsSpan(start, length), plan.Alphabet, Header(plan, options, i + 1));
            segments[i] = new SmsSegment(coding, userData);
        }

        return segments;
    }

    private static UserDataHeader? Header(SegmentPlan plan, ComposeOptions options, int number)
    {
        var elements = new List<InformationElement>(3);
        if (plan.Segments.Count > 1)
            elements.Add(InformationElement.For(new Concatenation(options.Reference, options.Reference16Bit, plan.Segments.Count, number)));
        if (plan.Single != NationalLanguage.Default)
            elements.Add(InformationElement.ForSingleShift(plan.Single));
        if (plan.Locking != NationalLanguage.Default)
            elements.Add(InformationElement.ForLockingShift(plan.Locking));
        return elements.Count == 0 ? null : new UserDataHeader(elements);
    }
}
