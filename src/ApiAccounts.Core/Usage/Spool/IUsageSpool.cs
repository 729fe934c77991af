namespace ApiAccounts.Core.Usage.Spool;

/// <summary>A frozen message on disk.</summary>
/// <param name="Folder">The name of the folder of the process that wrote it.</param>
/// <param name="Name">The start of the SHA-256 of its bytes.</param>
/// <param name="Length">In bytes.</param>
public sealed record SpooledMessage(string Folder, string Name, int Length);

/// <summary>Stores frozen messages on disk, where they outlive the process, until the queue accepts them.</summary>
public interface IUsageSpool
{
    /// <summary>Whether the disk can be written to.</summary>
    bool IsOpen { get; }

    /// <summary>Whether it is open, has room, and has not just failed.</summary>
    bool TakesMore { get; }

    /// <summary>
    /// Writes messages, all or none. Messages appended while a commit runs are written by the next one. They are not sent before
    /// <see cref="Offer"/>, unless this process ends.
    /// </summary>
    /// <returns>
    /// The messages in the same order, once they are durable on disk; null if the disk is full or fails.
    /// </returns>
    Task<IReadOnlyList<SpooledMessage>?> TryAppendAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages);

    /// <summary>Enqueues a message to be sent from disk and then deleted.</summary>
    void Offer(SpooledMessage message);

    /// <summary>Deletes a message that the queue has accepted.</summary>
    void Remove(SpooledMessage message);
}
