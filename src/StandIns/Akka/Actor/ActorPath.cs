using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Akka.Actor;

/// <summary>The place of an actor in the tree. Two paths are equal when their text is, whatever incarnation (uid) they mean.</summary>
public abstract class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    /// <summary>What a name may contain beside ASCII letters and digits.</summary>
    public const string ValidSymbols = "\"-_.*$+:@&=,!~';()";

    private int _hash;

    private protected ActorPath(string name, long uid)
    {
        Name = name;
        Uid = uid;
    }

    public string Name { get; }
    public long Uid { get; }
    public abstract ActorPath Parent { get; }
    public abstract ActorPath Root { get; }
    public abstract Address Address { get; }
    public abstract int Depth { get; }

    /// <summary>The names from the root down; empty text alone for the root.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            if (Depth == 0)
                return [""];
            var elements = new string[Depth];
            var path = this;
            for (var i = elements.Length - 1; i >= 0; i--, path = path.Parent)
                elements[i] = path.Name;
            return elements;
        }
    }

    internal IReadOnlyList<string> ElementsWithUid
    {
        get
        {
            var elements = Elements;
            if (Uid == 0 || Depth == 0)
                return elements;
            var copy = elements.ToArray();
            copy[^1] += "#" + Uid;
            return copy;
        }
    }

    public ActorPath Child(string childName) => this / childName;

    public abstract ActorPath WithUid(long uid);

    public static ActorPath operator /(ActorPath path, string name)
    {
        var hash = name.IndexOf('#', StringComparison.Ordinal);
        return hash < 0
            ? new ChildActorPath(path, name, 0)
            : new ChildActorPath(path, name[..hash], long.Parse(name.AsSpan(hash + 1), provider: null));
    }

    public static ActorPath operator /(ActorPath path, IEnumerable<string> names) =>
        names.Where(name => name.Length > 0).Aggregate(path, (parent, name) => parent / name);

    public static bool IsValidPathElement(string s)
    {
        if (string.IsNullOrEmpty(s) || s[0] == '$')
            return false;
        for (var i = 0; i < s.Length; i++)
        {
            var c = s[i];
            if (char.IsAsciiLetterOrDigit(c) || ValidSymbols.Contains(c, StringComparison.Ordinal))
                continue;
            if (c != '%' || i + 2 >= s.Length || !char.IsAsciiHexDigit(s[i + 1]) || !char.IsAsciiHexDigit(s[i + 2]))
                return false;
            i += 2;
        }
        return true;
    }

    public static ActorPath Parse(string path) =>
        TryParse(path, out var parsed) ? parsed : throw new UriFormatException($"Can not parse an ActorPath: {path}");

    public static bool TryParse(string path, [NotNullWhen(true)] out ActorPath actorPath)
    {
        actorPath = null;
        var scheme = path?.IndexOf("://", StringComparison.Ordinal) ?? -1;
        if (scheme <= 0 || !path.StartsWith("akka", StringComparison.OrdinalIgnoreCase))
            return false;
        var rest = path[(scheme + 3)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? rest : rest[..slash];
        var at = authority.IndexOf('@', StringComparison.Ordinal);
        string host = null;
        int? port = null;
        if (at >= 0)
        {
            host = authority[(at + 1)..];
            var colon = host.LastIndexOf(':');
            if (colon >= 0)
            {
                if (!int.TryParse(host.AsSpan(colon + 1), out var number))
                    return false;
                port = number;
                host = host[..colon];
            }
            authority = authority[..at];
        }
        if (authority.Length == 0)
            return false;
        actorPath = new RootActorPath(new Address(path[..scheme].ToLowerInvariant(), authority, host, port));
        if (slash >= 0)
            actorPath /= rest[(slash + 1)..].Split('/');
        return true;
    }

    /// <summary>Text without the address: <c>/user/a/b</c>.</summary>
    public string ToStringWithoutAddress() => Write(new StringBuilder()).ToString();

    public string ToStringWithAddress() => ToStringWithAddress(Address);

    public string ToStringWithAddress(Address address) =>
        Write(new StringBuilder((Address.HasLocalScope ? address : Address).ToString())).ToString();

    public string ToStringWithUid() => Uid == 0 ? ToStringWithAddress() : $"{ToStringWithAddress()}#{Uid}";

    public string ToSerializationFormat() => ToStringWithUid();

    public string ToSerializationFormatWithAddress(Address address) =>
        Uid == 0 ? ToStringWithAddress(address) : $"{ToStringWithAddress(address)}#{Uid}";

    public override string ToString() => ToStringWithAddress();

    internal abstract StringBuilder Write(StringBuilder text);

    public bool Equals(ActorPath other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || Depth != other.Depth || GetHashCode() != other.GetHashCode())
            return false;
        ActorPath left = this, right = other;
        for (; left is ChildActorPath; left = left.Parent, right = right.Parent)
        {
            if (ReferenceEquals(left, right))
                return true;
            if (left.Name != right.Name)
                return false;
        }
        return left.Address == right.Address;
    }

    public override bool Equals(object obj) => Equals(obj as ActorPath);

    public override int GetHashCode()
    {
        if (_hash == 0)
            _hash = (Depth == 0 ? Address.GetHashCode() : HashCode.Combine(Parent.GetHashCode(), Name)) | 1;
        return _hash;
    }

    public int CompareTo(ActorPath other)
    {
        if (other is null)
            return 1;
        var byAddress = Address.CompareTo(other.Address);
        if (byAddress != 0)
            return byAddress;
        var (mine, theirs) = (Elements, other.Elements);
        for (var i = 0; i < Math.Min(mine.Count, theirs.Count); i++)
        {
            var byName = string.CompareOrdinal(mine[i], theirs[i]);
            if (byName != 0)
                return byName;
        }
        return mine.Count.CompareTo(theirs.Count);
    }

    public static bool operator ==(ActorPath left, ActorPath right) => Equals(left, right);
    public static bool operator !=(ActorPath left, ActorPath right) => !Equals(left, right);
}

/// <summary>The root of a system's tree: <c>akka://name/</c>.</summary>
public sealed class RootActorPath : ActorPath
{
    public RootActorPath(Address address, string name = "") : base(name, 0) => Address = address;

    public override Address Address { get; }
    public override ActorPath Parent => this;
    public override ActorPath Root => this;
    public override int Depth => 0;
    public override ActorPath WithUid(long uid) =>
        uid == 0 ? this : throw new NotSupportedException("RootActorPath must not have undefinedUid");

    internal override StringBuilder Write(StringBuilder text) => Name.Length == 0 ? text.Append('/') : text.Append(Name);
}

/// <summary>A path below another.</summary>
public sealed class ChildActorPath : ActorPath
{
    public ChildActorPath(ActorPath parentPath, string name, long uid) : base(name, uid) => Parent = parentPath;

    public override ActorPath Parent { get; }
    public override Address Address => Root.Address;
    public override int Depth
    {
        get
        {
            var depth = 1;
            for (var path = Parent; path is ChildActorPath; path = path.Parent)
                depth++;
            return depth;
        }
    }

    public override ActorPath Root
    {
        get
        {
            var path = Parent;
            while (path is ChildActorPath)
                path = path.Parent;
            return path;
        }
    }

    public override ActorPath WithUid(long uid) => uid == Uid ? this : new ChildActorPath(Parent, Name, uid);

    internal override StringBuilder Write(StringBuilder text) =>
        (Parent is ChildActorPath ? Parent.Write(text).Append('/') : Parent.Write(text)).Append(Name);
}
