using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Values by key, in the order of the document. Keys are case sensitive.</summary>
public class HoconObject : IHoconElement
{
    public Dictionary<string, HoconValue> Items { get; private init; } = [];

    public bool IsString() => false;

    public string GetString() => throw new InvalidOperationException("This element is an object and not a string.");

    public bool IsArray() => false;

    public IList<HoconValue> GetArray() => throw new InvalidOperationException("This element is an object and not an array.");

    /// <summary>The value of a key; null if there is none.</summary>
    public HoconValue GetKey(string key) => Items.GetValueOrDefault(key);

    public HoconValue GetOrCreateKey(string key)
    {
        if (!Items.TryGetValue(key, out var value))
        {
            Items.Add(key, value = new HoconValue());
        }

        return value;
    }

    /// <summary>Takes over another object's keys; objects on both sides merge, otherwise the other's value wins.</summary>
    public void Merge(HoconObject other)
    {
        foreach (var (key, value) in other.Items)
        {
            Items[key] = Merged(Items.GetValueOrDefault(key), value);
        }
    }

    public override string ToString() => ToString(0);

    public string ToString(int indent)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in Items)
        {
            text.Append(' ', indent * 2).Append(HoconQuoting.Key(key)).Append(" : ").Append(value.ToString(indent)).Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>A new object with this one's keys and, stronger, another's; neither of the two changes.</summary>
    internal HoconObject MergedWith(HoconObject other)
    {
        var merged = new HoconObject { Items = new Dictionary<string, HoconValue>(Items) };
        merged.Merge(other);
        return merged;
    }

    private static HoconValue Merged(HoconValue weak, HoconValue strong)
    {
        if (weak?.GetObject() is not { } under || strong.GetObject() is not { } over)
        {
            return strong;
        }

        var value = new HoconValue();
        value.AppendValue(under.MergedWith(over));
        return value;
    }
}
