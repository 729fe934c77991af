using ApiAccounts.Core.Usage.Messages;

namespace ApiAccounts.Core.Usage.Spool;

/// <summary>The folders that this process holds, its own and those it has adopted, and what is in them.</summary>
/// <param name="maxSize">How many bytes of the disk they may take together.</param>
internal sealed class SpoolFolders(SpoolLocation location, long maxSize) : IDisposable
{
    /// <summary>A disk gives a file whole blocks of this size, most often: so many bytes bound how many files there are, too.</summary>
    private const int BlockSize = 4_096;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (SpoolFolder Folder, int Messages)> held = [];
    private string? own;
    private long size;

    public bool HasRoom
    {
        get
        {
            lock (gate) return size + SizeOnDisk(UsageMessage.MaxBytes) <= maxSize;
        }
    }

    /// <summary>How many messages are in them.</summary>
    public int Count
    {
        get
        {
            lock (gate) return held.Values.Sum(entry => entry.Messages);
        }
    }

    public static long SizeOnDisk(int length) => (length + BlockSize - 1L) / BlockSize * BlockSize;

    /// <returns>False when there is no room for so much more.</returns>
    public bool TryReserve(long more)
    {
        lock (gate)
        {
            if (size + more > maxSize) return false;
            size += more;
            return true;
        }
    }

    /// <summary>Gives back what was reserved and not needed.</summary>
    public void Release(long less)
    {
        lock (gate) size -= less;
    }

    /// <summary>The one that this process writes to: made when it is needed first, and anew when somebody has deleted it.</summary>
    public SpoolFolder Own()
    {
        lock (gate)
            if (own is not null && held.TryGetValue(own, out var entry) && entry.Folder.Exists) return entry.Folder;
        location.Create();
        var folder = SpoolFolder.Create(location.Folder);
        lock (gate) held[own = folder.Name] = (folder, 0);
        return folder;
    }

    /// <summary>Messages were written for which room had been reserved.</summary>
    public void Add(SpoolFolder folder, int messages)
    {
        lock (gate)
            if (held.TryGetValue(folder.Name, out var entry)) held[folder.Name] = entry with { Messages = entry.Messages + messages };
    }

    /// <summary>Adopts a folder, if its process has ended.</summary>
    /// <returns>The messages in it.</returns>
    public IReadOnlyList<SpooledMessage> Adopt(string name)
    {
        lock (gate)
            if (held.ContainsKey(name)) return [];
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
            held[name] = (folder, messages.Count);
            size += messages.Sum(message => SizeOnDisk(message.Length));
        }
        return messages;
    }

    /// <returns>Null when the folder of the message is not held any more.</returns>
    public SpoolFolder? Of(SpooledMessage message)
    {
        lock (gate) return held.TryGetValue(message.Folder, out var entry) ? entry.Folder : null;
    }

    /// <summary>The message is not there any more, or not for this process. An adopted folder is given up with its last message.</summary>
    public void Remove(SpooledMessage message)
    {
        lock (gate)
        {
            if (!held.TryGetValue(message.Folder, out var entry)) return;
            size -= SizeOnDisk(message.Length);
            held[message.Folder] = entry with { Messages = entry.Messages - 1 };
            if (entry.Messages > 1 || message.Folder == own) return;
            held.Remove(message.Folder);
            entry.Folder.Dispose();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var (folder, _) in held.Values) folder.Dispose();
            held.Clear();
        }
    }
}
