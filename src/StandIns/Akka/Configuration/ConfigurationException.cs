using Akka.Actor;

namespace Akka.Configuration;

/// <summary>A configuration text that cannot be read, or a setting that is wrong. Texts are named by line and column, both from 1.</summary>
public class ConfigurationException : AkkaException
{
    public ConfigurationException(string message)
        : base(message)
    {
    }

    public ConfigurationException(string message, Exception exception)
        : base(message, exception)
    {
    }
}
