namespace Akka.Configuration.Hocon;

/// <summary>A part of a value. A value is a series of parts: texts that are concatenated, arrays that are appended, or one object.</summary>
public interface IHoconElement
{
    bool IsString();

    string GetString();

    bool IsArray();

    IList<HoconValue> GetArray();
}

/// <summary>Something that turns out to be an object only after substitution.</summary>
public interface IMightBeAHoconObject
{
    bool IsObject();

    HoconObject GetObject();
}

/// <summary>Text, quoted or not; after parsing there is no difference.</summary>
public class HoconLiteral : IHoconElement
{
    public string Value { get; set; }

    public bool IsString() => true;

    public string GetString() => Value;

    public bool IsArray() => false;

    public IList<HoconValue> GetArray() => throw new InvalidOperationException("This element is a string literal and not an array.");

    public override string ToString() => Value;
}

public class HoconArray : List<HoconValue>, IHoconElement
{
    public bool IsString() => false;

    public string GetString() => throw new InvalidOperationException("This element is an array and not a string.");

    public bool IsArray() => true;

    public IList<HoconValue> GetArray() => this;

    public override string ToString() => $"[{string.Join(",", this)}]";
}

/// <summary><c>${path}</c>: stands for another value of the same document.</summary>
public class HoconSubstitution : IHoconElement, IMightBeAHoconObject
{
    protected HoconSubstitution()
    {
    }

    public HoconSubstitution(string path)
    {
        Path = path;
    }

    public string Path { get; set; }

    public HoconValue ResolvedValue { get; set; }

    public bool IsString() => ResolvedValue.IsString();

    public string GetString() => ResolvedValue.GetString();

    public bool IsArray() => ResolvedValue.IsArray();

    public IList<HoconValue> GetArray() => ResolvedValue.GetArray();

    public bool IsObject() => ResolvedValue != null && ResolvedValue.IsObject();

    public HoconObject GetObject() => ResolvedValue.GetObject();
}

/// <summary>A parsed document with the substitutions that occur in it.</summary>
public class HoconRoot
{
    public HoconRoot(HoconValue value)
        : this(value, [])
    {
    }

    public HoconRoot(HoconValue value, IEnumerable<HoconSubstitution> substitutions)
    {
        Value = value;
        Substitutions = substitutions;
    }

    public HoconValue Value { get; }

    public IEnumerable<HoconSubstitution> Substitutions { get; }
}
