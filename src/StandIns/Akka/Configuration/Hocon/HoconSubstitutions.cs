namespace Akka.Configuration.Hocon;

/// <summary>The substitutions of one document: reads them, and resolves them once the document has been read.</summary>
internal sealed class HoconSubstitutions(HoconText text)
{
    private readonly List<(HoconSubstitution Substitution, int Position)> _found = [];

    /// <summary>Reads the rest of a substitution after its <c>${</c>.</summary>
    public HoconSubstitution Take(int start)
    {
        if (text.Next == '?')
        {
            throw text.Refused(start, "optional substitutions are unknown; the rest of the document would be lost");
        }

        var path = text.TakeUnquoted();
        if (path.Length == 0 || !text.TryTake('}'))
        {
            throw text.Refused(start, "a substitution is ${ and an unquoted path and }, without blanks");
        }

        var substitution = new HoconSubstitution(path);
        _found.Add((substitution, start));
        return substitution;
    }

    /// <summary>Takes over the substitutions of an included document, whose paths now start where it was included.</summary>
    public void Adopt(int start, IEnumerable<HoconSubstitution> included, string path)
    {
        foreach (var substitution in included)
        {
            substitution.Path = path.Length == 0 ? substitution.Path : $"{path}.{substitution.Path}";
            _found.Add((substitution, start));
        }
    }

    /// <summary>Looks every path up in the same document, in the order of reading.</summary>
    public IReadOnlyList<HoconSubstitution> ResolveIn(HoconValue root)
    {
        var config = new Config(new HoconRoot(root));
        foreach (var (substitution, position) in _found)
        {
            substitution.ResolvedValue = config.GetValue(substitution.Path)
                ?? throw text.Malformed(position, $"Unresolved substitution: {substitution.Path} (environment variables are not read)");
        }

        if (_found.Count > 0)
        {
            Check(root, 0, [], []);
        }

        return [.. _found.Select(f => f.Substitution)];
    }

    private void Check(HoconValue value, int from, HashSet<HoconValue> open, HashSet<HoconValue> done)
    {
        if (done.Contains(value))
        {
            return;
        }

        open.Add(value);
        foreach (var part in value.Values)
        {
            var position = part is HoconSubstitution ? _found.Find(f => f.Substitution == part).Position : from;
            foreach (var inner in Inner(part))
            {
                if (open.Contains(inner))
                {
                    throw text.Refused(position, "a value cannot be part of itself");
                }

                Check(inner, position, open, done);
            }
        }

        if (value.Values.Any(p => p is HoconSubstitution))
        {
            CheckKinds(value);
        }

        open.Remove(value);
        done.Add(value);
    }

    private void CheckKinds(HoconValue value)
    {
        var kinds = value.Values.Where(p => p is not HoconLiteral blank || !string.IsNullOrWhiteSpace(blank.Value)).Select(KindOf).ToList();
        if (kinds.Distinct().Count() > 1 || (kinds.Count > 1 && kinds[0] == Kind.Object))
        {
            throw text.Refused(PositionIn(value), "a value cannot mix text, lists and objects; a part of it would be lost");
        }
    }

    private int PositionIn(HoconValue value) => _found.Find(f => value.Values.Contains(f.Substitution)).Position;

    private static IEnumerable<HoconValue> Inner(IHoconElement part) => part switch
    {
        HoconObject members => members.Items.Values,
        HoconArray elements => elements,
        HoconSubstitution substitution => [substitution.ResolvedValue],
        _ => []
    };

    private static Kind KindOf(IHoconElement part) => part switch
    {
        HoconObject => Kind.Object,
        HoconArray => Kind.Array,
        HoconSubstitution { ResolvedValue: var value } => KindOf(value),
        _ => Kind.Text
    };

    private static Kind KindOf(HoconValue value) => value.Values.Count == 0 ? Kind.Text : KindOf(value.Values[0]);

    private enum Kind
    {
        Text,
        Array,
        Object
    }
}
