namespace Akka.Configuration.Hocon;

/// <summary>The parts of one value while they are read; refuses series of which the real parser would keep only some parts.</summary>
internal sealed class HoconSeries(HoconText text, HoconValue owner)
{
    private bool _texts;
    private bool _arrays;
    private bool _objects;
    private bool _substitutions;

    public bool IsEmpty => !(_texts || _arrays || _objects || _substitutions);

    public void Literal(int start, string value)
    {
        Check(start, _arrays || _objects);
        if (IsEmpty)
        {
            owner.Clear();
        }

        _texts = true;
        owner.AppendValue(new HoconLiteral { Value = value });
    }

    public void Blank(string value)
    {
        if (!_objects)
        {
            owner.AppendValue(new HoconLiteral { Value = value });
        }
    }

    public void Array(int start, HoconArray value)
    {
        Check(start, _texts || _objects);
        Replace(start);
        _arrays = true;
        owner.AppendValue(value);
    }

    public void Substitution(int start, HoconSubstitution value)
    {
        Check(start, _objects);
        Replace(start);
        _substitutions = true;
        owner.AppendValue(value);
    }

    public void Object(int start)
    {
        Check(start, _texts || _arrays || _substitutions);
        _objects = true;
    }

    private void Replace(int start)
    {
        if (!IsEmpty)
        {
            return;
        }

        if (owner.IsObject())
        {
            throw text.Refused(start, "the key already is an object, which would stay; a list or a substitution does not replace it");
        }

        owner.Clear();
    }

    private void Check(int start, bool mixed)
    {
        if (mixed)
        {
            throw text.Refused(start, "a value cannot mix text, lists and objects; a part of it would be lost");
        }
    }
}
