namespace Akka.Actor;

/// <summary>Where an actor system lives. Without a host it is this process.</summary>
public sealed class Address : IEquatable<Address>, IComparable<Address>
{
    /// <summary>The address that stands for every system.</summary>
    public static readonly Address AllSystems = new("akka", "all-systems");

    private readonly string _text;

    public Address(string protocol, string system, string host = null, int? port = null)
    {
        Protocol = protocol;
        System = system;
        Host = host?.ToLowerInvariant();
        Port = port;
        _text = host is null ? $"{protocol}://{system}" : $"{protocol}://{system}@{Host}{(port is { } p ? $":{p}" : "")}";
    }

    public string Protocol { get; }
    public string System { get; }
    public string Host { get; }
    public int? Port { get; }

    public bool HasLocalScope => string.IsNullOrEmpty(Host);
    public bool HasGlobalScope => !HasLocalScope;

    public Address WithHost(string host = null) => new(Protocol, System, host, Port);
    public Address WithPort(int? port = null) => new(Protocol, System, Host, port);
    public Address WithSystem(string system) => new(Protocol, system, Host, Port);
    public Address WithProtocol(string protocol) => new(protocol, System, Host, Port);

    public bool Equals(Address other) => other is not null && (ReferenceEquals(this, other) || _text == other._text);
    public override bool Equals(object obj) => Equals(obj as Address);
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);
    public int CompareTo(Address other) => string.CompareOrdinal(_text, other?._text);
    public override string ToString() => _text;

    public static bool operator ==(Address left, Address right) => Equals(left, right);
    public static bool operator !=(Address left, Address right) => !Equals(left, right);
}
