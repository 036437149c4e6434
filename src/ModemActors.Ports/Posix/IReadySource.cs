namespace ModemActors.Ports.Posix;

/// <summary>What is told by <see cref="DescriptorPoller"/> that its descriptor may have become ready.</summary>
internal interface IReadySource
{
    /// <summary>Called on the poller's only thread: takes what is there without waiting and never throws.</summary>
    void OnReady();
}
