using Akka.Util.Internal;

namespace Akka.Configuration.Hocon;

/// <summary>
/// Reads the dialect of HOCON that Akka.NET 1.5 reads. Where that parser goes on in silence with something else than was written
/// (a lost rest, a skipped sign, a merged line), this one refuses and names the place.
/// </summary>
public class Parser
{
    private readonly HoconText _text;
    private readonly Func<string, HoconRoot> _include;
    private readonly HoconSubstitutions _substitutions;

    private Parser(string text, Func<string, HoconRoot> include)
    {
        _text = new HoconText(text);
        _include = include;
        _substitutions = new HoconSubstitutions(_text);
    }

    /// <summary>Reads a document; <paramref name="includeCallback"/> answers <c>include "name"</c>, null refuses them.</summary>
    public static HoconRoot Parse(string text, Func<string, HoconRoot> includeCallback)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Parser(text, includeCallback).ParseDocument();
    }

    private HoconRoot ParseDocument()
    {
        if (_text.Next == '\uFEFF')
        {
            throw _text.Refused(0, "a byte order mark would become part of the first key");
        }

        var root = new HoconValue();
        root.NewValue(new HoconObject());
        _text.SkipBlank();
        var start = _text.Position;
        if (_text.TryTake('{'))
        {
            ParseMembers(root, "", start);
            _text.SkipBlank();
            if (!_text.AtEnd)
            {
                throw _text.Refused(_text.Position, "what follows the root's closing brace would be lost");
            }
        }
        else
        {
            ParseMembers(root, "", null);
        }

        return new HoconRoot(root, _substitutions.ResolveIn(root));
    }

    /// <summary>Reads members up to the closing brace or, without an opening one, the end of the document.</summary>
    private void ParseMembers(HoconValue owner, string path, int? opened)
    {
        if (!owner.IsObject())
        {
            owner.NewValue(new HoconObject());
        }

        while (true)
        {
            _text.SkipBlank();
            var start = _text.Position;
            if (_text.AtEnd)
            {
                if (opened is { } brace && _include == null)
                {
                    throw _text.Refused(brace, "the brace that opens here is never closed");
                }

                return;
            }

            if (_text.TryTake('}'))
            {
                if (opened == null)
                {
                    throw _text.Refused(start, "a closing brace without an opening one would end the document");
                }

                return;
            }

            if (!TryInclude(owner, path))
            {
                ParseMember(owner.GetObject(), path);
            }
        }
    }

    private void ParseMember(HoconObject parent, string path)
    {
        var start = _text.Position;
        var key = TakeKey();
        var value = parent.GetOrCreateKey(key);
        var valuePath = DottedPaths.Join(path, key);
        _text.SkipBlank();
        var sign = _text.Position;
        if (_text.TryTake('.'))
        {
            _text.SkipBlank();
            if (!value.IsObject())
            {
                value.NewValue(new HoconObject());
            }

            ParseMember(value.GetObject(), valuePath);
        }
        else if (_text.TryTake('{'))
        {
            ParseMembers(value, valuePath, sign);
        }
        else if (_text.TryTake('=') || _text.TryTake(':'))
        {
            if (key.EndsWith('+'))
            {
                throw _text.Refused(start, "+= would make a key of its own that nobody reads");
            }

            ParseValue(value, valuePath);
        }
        else
        {
            throw _text.AtEnd || _text.AtUnquoted || _text.Next is '"' or '[' or ']' or '}'
                ? _text.Refused(start, $"the key \"{key}\" has no value")
                : Unexpected();
        }
    }

    private string TakeKey()
    {
        if (_text.Next == '"')
        {
            return _text.TakeQuoted();
        }

        if (_text.AtUnquoted && _text.Next != '.')
        {
            return _text.TakeUnquotedKey();
        }

        throw _text.AtEnd || _text.Next is '{' or '[' or ']' or '}' or '=' or ':' or '.'
            ? _text.Refused(_text.Position, "a key is missing here")
            : Unexpected();
    }

    /// <summary>Reads one value, which is a series of parts up to the end of the line, a comma or a closing bracket.</summary>
    private void ParseValue(HoconValue owner, string path)
    {
        _text.SkipBlank();
        var start = _text.Position;
        var series = new HoconSeries(_text, owner);
        while (TryParsePart(series, owner, path))
        {
            if (_text.AtSpaceOrTab)
            {
                series.Blank(_text.TakeSpacesAndTabs());
            }
        }

        if (!series.IsEmpty && EndsValue())
        {
            _text.TryTake(',');
            return;
        }

        throw _text switch
        {
            { AtEnd: true } or { Next: ',' or '}' or ']' } => _text.Refused(start, "a value is missing here"),
            { Next: ':' or '=' } => _text.Refused(_text.Position, "an unquoted value cannot contain ':' or '='; quote it, or the value above is missing"),
            _ when char.IsWhiteSpace(_text.Next) => _text.Refused(_text.Position, "only a space or a tab may stand inside a value"),
            _ => Unexpected()
        };
    }

    private bool EndsValue() => _text.AtEnd || _text.AtComment || _text.Next is '\n' or '\r' or ',' or '}' or ']';

    private bool TryParsePart(HoconSeries series, HoconValue owner, string path)
    {
        var start = _text.Position;
        if (_text.StartsWith("\"\"\""))
        {
            series.Literal(start, _text.TakeTripleQuoted());
        }
        else if (_text.Next == '"')
        {
            series.Literal(start, _text.TakeQuoted());
        }
        else if (_text.AtUnquoted)
        {
            series.Literal(start, _text.TakeUnquoted());
        }
        else if (_text.TryTake('{'))
        {
            series.Object(start);
            ParseMembers(owner, path, start);
        }
        else if (_text.TryTake('['))
        {
            series.Array(start, ParseArray(start, path));
        }
        else if (_text.TryTake("${"))
        {
            series.Substitution(start, _substitutions.Take(start));
        }
        else
        {
            return false;
        }

        return true;
    }

    private HoconArray ParseArray(int opened, string path)
    {
        var elements = new HoconArray();
        if (_text.TryTake(']'))
        {
            return elements;
        }

        _text.SkipBlank();
        if (_text.Next == ']')
        {
            throw _text.Refused(opened, "an empty list that contains blanks would get an element; write []");
        }

        do
        {
            if (_text.AtEnd)
            {
                throw _text.Refused(opened, "the bracket that opens here is never closed");
            }

            var element = new HoconValue();
            ParseValue(element, path);
            elements.Add(element);
            _text.SkipBlank();
        }
        while (!_text.TryTake(']'));

        return elements;
    }

    private bool TryInclude(HoconValue owner, string path)
    {
        var start = _text.Position;
        if (!_text.TryTake("include") || !(char.IsWhiteSpace(_text.Next) || _text.AtComment))
        {
            _text.GoBackTo(start);
            return false;
        }

        _text.SkipBlank();
        if (_text.Next != '"')
        {
            _text.GoBackTo(start);
            return false;
        }

        var name = _text.TakeQuoted();
        if (_include == null)
        {
            throw _text.Refused(start, $"include \"{name}\": there is nothing that could read it");
        }

        var included = _include(name);
        _substitutions.Adopt(start, included.Substitutions, path);
        owner.GetObject().Merge(included.Value.GetObject());
        return true;
    }

    private FormatException Unexpected() => _text.Malformed(_text.Position, $"'{_text.Next}' cannot stand here; quote it");
}
