using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>What stands behind a key: texts that make one string, arrays that make one array, or an object.</summary>
public class HoconValue : IMightBeAHoconObject
{
    public HoconValue()
    {
        Values = [];
    }

    public HoconValue(List<IHoconElement> values)
    {
        Values = values;
    }

    public List<IHoconElement> Values { get; }

    /// <summary>True without any part and for an object without keys.</summary>
    public bool IsEmpty => Values.Count == 0 || (Values[0] is HoconObject { Items.Count: 0 });

    public void AppendValue(IHoconElement value) => Values.Add(value);

    public void Clear() => Values.Clear();

    public void NewValue(IHoconElement value)
    {
        Values.Clear();
        Values.Add(value);
    }

    public bool IsObject() => GetObject() != null;

    /// <summary>The object; null if this is text or an array.</summary>
    public HoconObject GetObject() => Values.FirstOrDefault() switch
    {
        HoconObject value => value,
        IMightBeAHoconObject maybe when maybe.IsObject() => maybe.GetObject(),
        _ => null
    };

    public HoconValue GetChildObject(string key) => GetObject()?.GetKey(key);

    /// <summary>True for an array that has elements.</summary>
    public bool IsArray() => GetArray().Count != 0;

    /// <summary>The elements; empty if this is text or an object.</summary>
    public IList<HoconValue> GetArray() => [.. Values.Where(v => v.IsArray()).SelectMany(v => v.GetArray())];

    public bool IsString() => Values.Count > 0 && Values.All(v => v.IsString());

    /// <summary>The text without outer blanks; null for the literal null, quoted or not, and if this is no text.</summary>
    public string GetString()
    {
        if (!IsString())
        {
            return null;
        }

        var text = string.Concat(Values.Select(v => v.GetString())).Trim();
        return text == "null" ? null : text;
    }

    /// <exception cref="NotSupportedException">The text is not true, false, on or off.</exception>
    public bool GetBoolean() => GetString() switch
    {
        "on" or "true" => true,
        "off" or "false" => false,
        var text => throw new NotSupportedException($"Unknown boolean format: {text}")
    };

    public int GetInt() => int.Parse(GetString(), NumberFormatInfo.InvariantInfo);

    public long GetLong() => long.Parse(GetString(), NumberFormatInfo.InvariantInfo);

    public byte GetByte() => byte.Parse(GetString(), NumberFormatInfo.InvariantInfo);

    public float GetFloat() => float.Parse(GetString(), NumberFormatInfo.InvariantInfo);

    public double GetDouble() => double.Parse(GetString(), NumberFormatInfo.InvariantInfo);

    public decimal GetDecimal() => decimal.Parse(GetString(), NumberFormatInfo.InvariantInfo);

    public TimeSpan GetTimeSpan(bool allowInfinite = true) => HoconUnits.Duration(GetString(), allowInfinite);

    /// <summary>Bytes; null for an empty text.</summary>
    public long? GetByteSize() => HoconUnits.Bytes(GetString());

    public IList<string> GetStringList() => [.. GetArray().Select(v => v.GetString())];

    public IList<int> GetIntList() => [.. GetArray().Select(v => v.GetInt())];

    public IList<long> GetLongList() => [.. GetArray().Select(v => v.GetLong())];

    public IList<byte> GetByteList() => [.. GetArray().Select(v => v.GetByte())];

    public IList<bool> GetBooleanList() => [.. GetArray().Select(v => v.GetBoolean())];

    public IList<float> GetFloatList() => [.. GetArray().Select(v => v.GetFloat())];

    public IList<double> GetDoubleList() => [.. GetArray().Select(v => v.GetDouble())];

    public IList<decimal> GetDecimalList() => [.. GetArray().Select(v => v.GetDecimal())];

    /// <summary>A configuration whose root is this value.</summary>
    public Config ToConfig() => new(new HoconRoot(this));

    /// <summary>A configuration with one key, whose value this is.</summary>
    public Config AtKey(string key)
    {
        var parent = new HoconObject();
        parent.Items[key] = this;
        var root = new HoconValue();
        root.AppendValue(parent);
        return root.ToConfig();
    }

    public override string ToString() => ToString(0);

    public virtual string ToString(int indent)
    {
        if (IsString())
        {
            return HoconQuoting.Text(GetString());
        }

        if (GetObject() is { } value)
        {
            return indent == 0 ? value.ToString(1) : $"{{\r\n{value.ToString(indent + 1)}{new string(' ', indent * 2)}}}";
        }

        return $"[{string.Join(",", GetArray().Select(v => v.ToString(indent + 1)))}]";
    }
}
