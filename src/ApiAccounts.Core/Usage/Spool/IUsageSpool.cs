namespace ApiAccounts.Core.Usage.Spool;

/// <summary>A frozen message on the disk.</summary>
/// <param name="Folder">The name of the folder of the process that wrote it.</param>
/// <param name="Name">The beginning of the SHA-256 of its bytes.</param>
/// <param name="Length">In bytes.</param>
public sealed record SpooledMessage(string Folder, string Name, int Length);

/// <summary>Keeps frozen messages on a disk, where they outlive the process, until the queue has them.</summary>
public interface IUsageSpool
{
    /// <summary>Whether there is a disk to write to.</summary>
    bool IsOpen { get; }

    /// <summary>Whether it is open, has room, and has not failed a moment ago.</summary>
    bool TakesMore { get; }

    /// <summary>
    /// Writes messages, all of them or none. What several callers append while a commit runs goes with the next one. Nobody sends them
    /// before <see cref="Offer"/>, unless this process ends.
    /// </summary>
    /// <returns>Once they are on the disk, whatever ends from then on, in the same order; null when the disk is full or fails.</returns>
    Task<IReadOnlyList<SpooledMessage>?> TryAppendAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages);

    /// <summary>Has a message sent from the disk, and then deleted.</summary>
    void Offer(SpooledMessage message);

    /// <summary>Deletes a message that the queue has taken.</summary>
    void Remove(SpooledMessage message);
}
