using System.Threading.Channels;
using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Core.Usage.Spool;

/// <summary>
/// Stores each message as a file in <see cref="UsageOptions.SpoolFolder"/>. It writes to a folder of this process, and offers for
/// sending its own messages and those in the folders of ended processes.
/// </summary>
public sealed partial class FileSpool : IUsageSpool, IDisposable
{
    private const long Megabyte = 1_000_000;

    /// <summary>How long nothing is written after a disk failure.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    private readonly UsageOptions options;
    private readonly TimeProvider clock;
    private readonly UsageMetrics metrics;
    private readonly ILogger<FileSpool> logger;
    private readonly SpoolLocation location;
    private readonly SpoolFolders folders;
    private readonly GroupCommit commits;
    private readonly Channel<SpooledMessage> offered = Channel.CreateUnbounded<SpooledMessage>();
    private readonly Lock gate = new();
    private long? failedAt;
    private bool isFull;
    private volatile bool isOpen;

    public FileSpool(
        IUsageSender sender, TimeProvider clock, IOptions<UsageOptions> options, UsageMetrics metrics, ILogger<FileSpool> logger)
    {
        this.options = options.Value;
        this.clock = clock;
        this.metrics = metrics;
        this.logger = logger;
        location = new(this.options.SpoolFolder, sender.Address, Path.GetTempPath());
        folders = new(location, this.options.SpoolMaxMegabytes * Megabyte);
        commits = new(Commit);
    }

    /// <summary>The messages to send, in the order they were offered.</summary>
    public ChannelReader<SpooledMessage> Offered => offered.Reader;

    public bool IsOpen => isOpen;

    public bool TakesMore => isOpen && !HasJustFailed && folders.HasRoom;

    private bool HasJustFailed
    {
        get
        {
            lock (gate) return failedAt is { } time && clock.GetElapsedTime(time) < AfterFailure;
        }
    }

    /// <summary>Checks whether the disk can be written to, if the settings require it. Logs a warning if it cannot.</summary>
    public void Open()
    {
        if (options.OnOutage != OnOutage.Degrade || options.SpoolMaxMegabytes == 0) return;
        try
        {
            location.Check();
            isOpen = true;
        }
        catch (Exception exception) // any exception: the app works without a spool
        {
            LogNoSpool(logger, location.Root, exception);
        }
    }

    /// <summary>Logs what remains when this process ends.</summary>
    public void LogRemaining()
    {
        if (folders.Count is > 0 and var remaining) LogLeft(logger, remaining, location.Folder);
    }

    /// <summary>Offers the messages left by ended processes.</summary>
    public void Adopt()
    {
        if (!System.IO.Directory.Exists(location.Folder)) return;
        foreach (var name in SpoolFolder.NamesIn(location.Folder))
        {
            try
            {
                var messages = folders.Adopt(name);
                if (messages.Count > 0) LogAdopted(logger, messages.Count, location.Folder);
                foreach (var message in messages) Offer(message);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                LogNotAdopted(logger, name, location.Folder, exception);
            }
        }
    }

    public Task<IReadOnlyList<SpooledMessage>?> TryAppendAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages)
    {
        var append = new SpoolAppend(messages);
        if (isOpen && !HasJustFailed && TryReserve(append.Size)) commits.Add(append);
        else append.Fail();
        return append.Written;
    }

    public void Offer(SpooledMessage message) => offered.Writer.TryWrite(message);

    public void Remove(SpooledMessage message)
    {
        if (folders.Of(message) is { } folder) Delete(folder, message);
        folders.Remove(message);
    }

    /// <returns>Null if it no longer exists or was altered. There is nothing to send then.</returns>
    public byte[]? Read(SpooledMessage message)
    {
        try
        {
            if (folders.Of(message) is { } folder)
            {
                if (folder.Read(message) is { } bytes) return bytes;
                LogDamaged(logger, folder.SetAside(message));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotRead(logger, message.Name, location.Folder, exception);
        }
        folders.Remove(message);
        return null;
    }

    /// <summary>Releases the folders. Their content is for the next process.</summary>
    public void Dispose()
    {
        isOpen = false;
        folders.Dispose();
    }

    private bool TryReserve(long size)
    {
        var hasRoom = folders.TryReserve(size);
        lock (gate)
        {
            if (!hasRoom && !isFull) LogFull(logger, location.Folder, options.SpoolMaxMegabytes);
            isFull = !hasRoom;
        }
        return hasRoom;
    }

    private void Commit(IReadOnlyList<SpoolAppend> appends)
    {
        var written = new List<SpooledMessage>();
        SpoolFolder? folder = null;
        try
        {
            folder = folders.Own();
            foreach (var message in appends.SelectMany(append => append.Messages)) written.Add(folder.Write(message.Span));
            folder.Flush();
        }
        catch (Exception exception) // any exception: it must reach the callers of the appends
        {
            Fail(appends, exception);
            foreach (var message in written) Delete(folder!, message);
            return;
        }
        lock (gate) failedAt = null;
        folders.Add(folder, written.Count);
        metrics.Spooled(written.Count);
        var next = 0;
        foreach (var append in appends)
        {
            append.Succeed(written.GetRange(next, append.Messages.Count));
            next += append.Messages.Count;
        }
    }

    private void Fail(IReadOnlyList<SpoolAppend> appends, Exception cause)
    {
        lock (gate)
        {
            if (failedAt is null) LogFailed(logger, location.Folder, cause);
            failedAt = clock.GetTimestamp();
        }
        foreach (var append in appends)
        {
            folders.Release(append.Size);
            append.Fail();
        }
    }

    /// <summary>If the deletion fails, the next start sends the message again, and it still counts once.</summary>
    private void Delete(SpoolFolder folder, SpooledMessage message)
    {
        try
        {
            folder.Delete(message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotDeleted(logger, message.Name, location.Folder, exception);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Usage has no spool, because {Folder} is not writable. What the queue does not accept waits in memory "
            + "and is lost if the app ends first.")]
    private static partial void LogNoSpool(ILogger logger, string folder, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Usage could not be written to the spool {Folder}. It waits in memory.")]
    private static partial void LogFailed(ILogger logger, string folder, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The spool {Folder} has reached its limit of {Megabytes} MB. More usage waits in memory.")]
    private static partial void LogFull(ILogger logger, string folder, int megabytes);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Count} usage messages left by an ended process in the spool {Folder} will be sent.")]
    private static partial void LogAdopted(ILogger logger, int count, string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The folder {Name} of an ended process in the spool {Folder} cannot be read.")]
    private static partial void LogNotAdopted(ILogger logger, string name, string folder, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} usage messages remain in the spool {Folder} for the next start.")]
    private static partial void LogLeft(ILogger logger, int count, string folder);

    [LoggerMessage(Level = LogLevel.Error, Message = "A usage message was damaged on disk and cannot be sent. It was moved to {File}.")]
    private static partial void LogDamaged(ILogger logger, string file);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The usage message {Message} in the spool {Folder} cannot be read. It will not be sent.")]
    private static partial void LogNotRead(ILogger logger, string message, string folder, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The usage message {Message} could not be deleted from the spool {Folder}.")]
    private static partial void LogNotDeleted(ILogger logger, string message, string folder, Exception exception);
}
