namespace ApiAccounts.Core.Usage.Recording;

/// <summary>A message whose bytes, its id among them, never change again: it is only ever sent as it is.</summary>
internal sealed class FrozenMessage(ReadOnlyMemory<byte> bytes)
{
    private volatile bool isTaken;

    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>The queue has it.</summary>
    public bool IsTaken => isTaken;

    public void Take() => isTaken = true;
}
