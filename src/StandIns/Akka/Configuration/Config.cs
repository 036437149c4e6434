using System.Globalization;
using Akka.Configuration.Hocon;
using Akka.Util.Internal;

namespace Akka.Configuration;

/// <summary>
/// Settings by path. A path is keys joined with dots; a key that contains a dot stands in quotes: <c>modems."a.b".port</c>.
/// A getter gives its default only for a missing path; a value of the wrong form throws.
/// </summary>
public class Config
{
    public static readonly Config Empty = ConfigurationFactory.Empty;

    private HoconValue _own;

    public Config()
    {
    }

    public Config(HoconRoot root)
    {
        ArgumentNullException.ThrowIfNull(root);
        _own = Root = root.Value ?? throw new ArgumentNullException(nameof(root), "The root value cannot be null.");
        Substitutions = root.Substitutions;
    }

    public Config(Config source, Config fallback)
    {
        ArgumentNullException.ThrowIfNull(source);
        _own = source._own;
        Root = source.Root;
        Substitutions = source.Substitutions;
        Fallback = fallback;
    }

    /// <summary>What is asked for paths that are missing here; null if nothing.</summary>
    public Config Fallback { get; private set; }

    /// <summary>Own keys merged over those of the fallback.</summary>
    public virtual HoconValue Root { get; private set; }

    public IEnumerable<HoconSubstitution> Substitutions { get; set; } = [];

    public virtual bool IsEmpty => Root == null || Root.IsEmpty;

    public virtual string GetString(string path, string @default = null) => Node(path) is { } value ? value.GetString() : @default;

    /// <summary>true, false, on and off; anything else is a <see cref="NotSupportedException"/>.</summary>
    public virtual bool GetBoolean(string path, bool @default = false) => Node(path)?.GetBoolean() ?? @default;

    public virtual int GetInt(string path, int @default = 0) => Node(path)?.GetInt() ?? @default;

    public virtual long GetLong(string path, long @default = 0) => Node(path)?.GetLong() ?? @default;

    public virtual float GetFloat(string path, float @default = 0) => Node(path)?.GetFloat() ?? @default;

    public virtual double GetDouble(string path, double @default = 0) => Node(path)?.GetDouble() ?? @default;

    public virtual decimal GetDecimal(string path, decimal @default = 0) => Node(path)?.GetDecimal() ?? @default;

    /// <summary>Bytes; null for a missing path.</summary>
    public virtual long? GetByteSize(string path) => Node(path)?.GetByteSize();

    public virtual long? GetByteSize(string path, long? def = null) => Node(path) is { } value ? value.GetByteSize() : def;

    /// <summary>A duration with its unit, milliseconds without one; <c>infinite</c> is -1 ms.</summary>
    public virtual TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        Node(path)?.GetTimeSpan(allowInfinite) ?? @default.GetValueOrDefault();

    /// <summary>Empty for a missing path and for a scalar.</summary>
    public virtual IList<string> GetStringList(string path) => Node(path)?.GetStringList() ?? [];

    public virtual IList<string> GetStringList(string path, string[] defaultPaths) => Node(path)?.GetStringList() ?? defaultPaths;

    /// <exception cref="NullReferenceException">The path is missing: so does the real one, for every list but that of strings.</exception>
    public virtual IList<int> GetIntList(string path) => RequiredNode(path).GetIntList();

    public virtual IList<long> GetLongList(string path) => RequiredNode(path).GetLongList();

    public virtual IList<byte> GetByteList(string path) => RequiredNode(path).GetByteList();

    public virtual IList<bool> GetBooleanList(string path) => RequiredNode(path).GetBooleanList();

    public virtual IList<float> GetFloatList(string path) => RequiredNode(path).GetFloatList();

    public virtual IList<double> GetDoubleList(string path) => RequiredNode(path).GetDoubleList();

    public virtual IList<decimal> GetDecimalList(string path) => RequiredNode(path).GetDecimalList();

    /// <summary>The settings under a path; null if the path is missing.</summary>
    public virtual Config GetConfig(string path)
    {
        var value = Node(path);
        var fallback = Fallback?.GetConfig(path);
        if (value == null)
        {
            return fallback;
        }

        var config = new Config(new HoconRoot(value));
        return fallback == null ? config : config.WithFallback(fallback);
    }

    /// <summary>The value at a path; null if the path is missing.</summary>
    public HoconValue GetValue(string path) => Node(path);

    public virtual bool HasPath(string path) => Node(path) != null;

    /// <summary>This configuration, with another that is asked for what is missing here. Objects merge; lists and scalars do not.</summary>
    public virtual Config WithFallback(Config fallback)
    {
        if (ReferenceEquals(fallback, this))
        {
            throw new ArgumentException("Config can not have itself as fallback", nameof(fallback));
        }

        if (fallback == null)
        {
            return this;
        }

        if (IsEmpty)
        {
            return fallback;
        }

        if (fallback.IsEmpty)
        {
            return this;
        }

        var merged = RootObject(fallback).MergedWith(RootObject(this));
        var root = new HoconValue();
        root.AppendValue(merged);
        var config = Copy(fallback);
        config.Root = root;
        return config;
    }

    /// <summary>The keys of the topmost level, own ones first.</summary>
    public virtual IEnumerable<KeyValuePair<string, HoconValue>> AsEnumerable()
    {
        var seen = new HashSet<string>();
        for (var config = this; config?.Root != null; config = config.Fallback)
        {
            foreach (var item in RootObject(config).Items)
            {
                if (seen.Add(item.Key))
                {
                    yield return item;
                }
            }
        }
    }

    /// <summary>The own keys, without those of the fallback.</summary>
    public override string ToString() => _own?.ToString() ?? "";

    public string ToString(bool includeFallback) => includeFallback ? Root?.ToString() ?? "" : ToString();

    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    public static Config operator +(Config config, string fallback) => config.WithFallback(ConfigurationFactory.ParseString(fallback));

    public static Config operator +(string configHocon, Config fallbackConfig) =>
        ConfigurationFactory.ParseString(configHocon).WithFallback(fallbackConfig);

    protected Config Copy(Config fallback = null) => new()
    {
        _own = _own,
        Root = Root,
        Substitutions = Substitutions,
        Fallback = Fallback != null ? Fallback.Copy(fallback) : fallback
    };

    private static HoconObject RootObject(Config config) =>
        config.Root.GetObject() ?? throw new ConfigurationException($"A value that is no object has no keys: {config.Root}");

    private HoconValue RequiredNode(string path) =>
        Node(path) ?? throw new NullReferenceException(string.Create(CultureInfo.InvariantCulture, $"There is no list at {path}."));

    private HoconValue Node(string path)
    {
        var node = Root ?? throw new InvalidOperationException("Current node should not be null");
        foreach (var key in path.SplitDottedPathHonouringQuotes())
        {
            node = node.GetChildObject(key);
            if (node == null)
            {
                return null;
            }
        }

        return node;
    }
}
