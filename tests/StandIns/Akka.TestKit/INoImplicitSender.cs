namespace Akka.TestKit;

/// <summary>A test kit whose test actor does not become the sender of what the test tells.</summary>
public interface INoImplicitSender;
