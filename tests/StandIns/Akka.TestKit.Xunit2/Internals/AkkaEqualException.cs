using Xunit.Sdk;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>A message or sender was not the expected one.</summary>
public class AkkaEqualException(string message) : XunitException(message);
