namespace ApiAccounts.Core.Usage.Recording;

/// <summary>A message whose bytes, including its id, never change: it is only ever sent as it is.</summary>
internal sealed class FrozenMessage(ReadOnlyMemory<byte> bytes)
{
    private volatile bool isAccepted;

    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Whether the queue has accepted it.</summary>
    public bool IsAccepted => isAccepted;

    public void Accept() => isAccepted = true;
}
