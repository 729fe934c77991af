using ApiAccounts.Core.Usage.Messages;

namespace ApiAccounts.Core.Usage.Spool;

/// <summary>The folders that this process has locked, its own and adopted ones, and their content.</summary>
/// <param name="maxSize">The maximum number of bytes on disk, in total.</param>
internal sealed class SpoolFolders(SpoolLocation location, long maxSize) : IDisposable
{
    /// <summary>The usual block size of a disk. Rounding up to it also limits the number of files.</summary>
    private const int BlockSize = 4_096;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (SpoolFolder Folder, int Messages)> locked = [];
    private string? own;
    private long size;

    public bool HasRoom
    {
        get
        {
            lock (gate) return size + SizeOnDisk(UsageMessage.MaxBytes) <= maxSize;
        }
    }

    /// <summary>The number of messages in them.</summary>
    public int Count
    {
        get
        {
            lock (gate) return locked.Values.Sum(entry => entry.Messages);
        }
    }

    public static long SizeOnDisk(int length) => (length + BlockSize - 1L) / BlockSize * BlockSize;

    /// <returns>False if there is not enough room.</returns>
    public bool TryReserve(long more)
    {
        lock (gate)
        {
            if (size + more > maxSize) return false;
            size += more;
            return true;
        }
    }

    /// <summary>Releases reserved bytes that were not needed.</summary>
    public void Release(long less)
    {
        lock (gate) size -= less;
    }

    /// <summary>Returns the folder that this process writes to. Creates it at its first use, and again if it was deleted.</summary>
    public SpoolFolder Own()
    {
        lock (gate)
            if (own is not null && locked.TryGetValue(own, out var entry) && entry.Folder.Exists) return entry.Folder;
        location.Create();
        var folder = SpoolFolder.Create(location.Folder);
        lock (gate) locked[own = folder.Name] = (folder, 0);
        return folder;
    }

    /// <summary>Counts written messages whose size was reserved.</summary>
    public void Add(SpoolFolder folder, int messages)
    {
        lock (gate)
            if (locked.TryGetValue(folder.Name, out var entry)) locked[folder.Name] = entry with { Messages = entry.Messages + messages };
    }

    /// <summary>Adopts a folder whose process has ended.</summary>
    /// <returns>Its messages.</returns>
    public IReadOnlyList<SpooledMessage> Adopt(string name)
    {
        lock (gate)
            if (locked.ContainsKey(name)) return [];
        if (SpoolFolder.TryAdopt(location.Folder, name) is not { } folder) return [];
        IReadOnlyList<SpooledMessage> messages = [];
        try
        {
            messages = folder.Messages();
        }
        finally
        {
            if (messages.Count == 0) folder.Dispose();
        }
        if (messages.Count == 0) return [];
        lock (gate)
        {
            locked[name] = (folder, messages.Count);
            size += messages.Sum(message => SizeOnDisk(message.Length));
        }
        return messages;
    }

    /// <returns>Null if the folder of the message is no longer locked by this process.</returns>
    public SpoolFolder? Of(SpooledMessage message)
    {
        lock (gate) return locked.TryGetValue(message.Folder, out var entry) ? entry.Folder : null;
    }

    /// <summary>Removes a deleted or unreadable message. An adopted folder is released with its last message.</summary>
    public void Remove(SpooledMessage message)
    {
        lock (gate)
        {
            if (!locked.TryGetValue(message.Folder, out var entry)) return;
            size -= SizeOnDisk(message.Length);
            locked[message.Folder] = entry with { Messages = entry.Messages - 1 };
            if (entry.Messages > 1 || message.Folder == own) return;
            locked.Remove(message.Folder);
            entry.Folder.Dispose();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var (folder, _) in locked.Values) folder.Dispose();
            locked.Clear();
        }
    }
}
