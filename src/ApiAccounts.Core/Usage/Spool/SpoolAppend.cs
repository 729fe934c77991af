namespace ApiAccounts.Core.Usage.Spool;

/// <summary>Messages that wait to be written, and who waits for that.</summary>
internal sealed class SpoolAppend(IReadOnlyList<ReadOnlyMemory<byte>> messages)
{
    private readonly TaskCompletionSource<IReadOnlyList<SpooledMessage>?> written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<ReadOnlyMemory<byte>> Messages => messages;

    public long Size { get; } = messages.Sum(message => SpoolFolders.SizeOnDisk(message.Length));

    /// <summary>Null when they could not be.</summary>
    public Task<IReadOnlyList<SpooledMessage>?> Written => written.Task;

    public void Succeed(IReadOnlyList<SpooledMessage> spooled) => written.SetResult(spooled);

    public void Fail() => written.SetResult(null);
}
