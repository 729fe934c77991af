namespace ApiAccounts.Core.Usage.Spool;

/// <summary>Messages to write, with the result for their callers.</summary>
internal sealed class SpoolAppend(IReadOnlyList<ReadOnlyMemory<byte>> messages)
{
    private readonly TaskCompletionSource<IReadOnlyList<SpooledMessage>?> written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<ReadOnlyMemory<byte>> Messages => messages;

    public long Size { get; } = messages.Sum(message => SpoolFolders.SizeOnDisk(message.Length));

    /// <summary>Null if they could not be written.</summary>
    public Task<IReadOnlyList<SpooledMessage>?> Written => written.Task;

    public void Succeed(IReadOnlyList<SpooledMessage> spooled) => written.SetResult(spooled);

    public void Fail() => written.SetResult(null);
}
