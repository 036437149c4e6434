namespace ModemActors.Messages;

/// <summary>
/// Key of the actor that takes <see cref="SendSms"/>: <c>IRequiredActor&lt;Outbox&gt;</c>, or <c>ActorRegistry.Get&lt;Outbox&gt;()</c>.
/// </summary>
public sealed class Outbox
{
    private Outbox()
    {
    }
}

/// <summary>Key of the actor that knows every modem: <see cref="ListModems"/>, <see cref="RunAtCommand"/>, <see cref="ResetModem"/>.</summary>
public sealed class Fleet
{
    private Fleet()
    {
    }
}
