namespace ModemActors.Service.Configuration;

/// <summary>The configuration cannot be used. The message says where and why, one line for each error.</summary>
internal sealed class UnusableConfigurationException(string message, Exception? cause = null) : Exception(message, cause);
