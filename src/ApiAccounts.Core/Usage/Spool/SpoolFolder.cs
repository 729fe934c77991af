using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;

namespace ApiAccounts.Core.Usage.Spool;

/// <summary>
/// The folder of one process, with a file beside it that is locked for as long as the process lives: where the lock is free, the messages
/// are nobody's. A message is a file, named by the hash of its bytes; until it is whole it has another name.
/// </summary>
internal sealed partial class SpoolFolder : IDisposable
{
    private const string LockExtension = ".lock";
    private const string MessageExtension = ".json";
    private const string UnfinishedExtension = ".tmp";
    private const int NameCharacters = 16;
    private const int HashCharacters = 32;
    private const int Attempts = 3;

    private readonly string path;
    private readonly SafeFileHandle held;

    private SpoolFolder(string parent, string name, SafeFileHandle held)
    {
        path = Path.Combine(parent, name);
        Name = name;
        this.held = held;
    }

    public string Name { get; }

    /// <summary>Whether it and its lock are still there: whoever clears temporary files may have deleted either.</summary>
    public bool Exists => System.IO.Directory.Exists(path) && File.Exists(path + LockExtension);

    /// <summary>A new one, of this process.</summary>
    public static SpoolFolder Create(string parent)
    {
        for (var attempt = 1; ; attempt++)
        {
            var name = RandomNumberGenerator.GetHexString(NameCharacters, lowercase: true);
            SpoolFolder? folder = null;
            try
            {
                folder = new(parent, name, Lock(Path.Combine(parent, name), FileMode.CreateNew));
                DiskFolder.Create(folder.path);
                return folder;
            }
            catch (IOException) when (attempt < Attempts)
            {
                // Somebody looked for what is nobody's between the creation of the file and its lock, and has the lock.
                folder?.Dispose();
            }
            catch
            {
                folder?.Dispose();
                throw;
            }
        }
    }

    /// <summary>The names of those that are there, of living processes and of others.</summary>
    public static IEnumerable<string> NamesIn(string parent) => System.IO.Directory.EnumerateFileSystemEntries(parent)
        .Select(Path.GetFileName).OfType<string>()
        .Select(name => name.EndsWith(LockExtension, StringComparison.Ordinal) ? name[..^LockExtension.Length] : name)
        .Where(name => NamePattern().IsMatch(name))
        .Distinct().ToList();

    /// <returns>Null while the process lives.</returns>
    public static SpoolFolder? TryAdopt(string parent, string name)
    {
        SafeFileHandle held;
        try
        {
            held = Lock(Path.Combine(parent, name), FileMode.OpenOrCreate);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        return new(parent, name, held);
    }

    /// <summary>The whole messages in it. What its process had not finished when it ended was not answered, and is deleted.</summary>
    public IReadOnlyList<SpooledMessage> Messages()
    {
        if (!System.IO.Directory.Exists(path)) return [];
        var folder = new DirectoryInfo(path);
        foreach (var unfinished in folder.EnumerateFiles('*' + UnfinishedExtension).ToList()) unfinished.Delete();
        return [.. folder.EnumerateFiles('*' + MessageExtension)
            .OrderBy(file => file.LastWriteTimeUtc)
            .Select(file => new SpooledMessage(Name, Path.GetFileNameWithoutExtension(file.Name), (int)file.Length))];
    }

    /// <summary>Writes a message down to the disk; its name is there after <see cref="Flush"/>.</summary>
    public SpooledMessage Write(ReadOnlySpan<byte> bytes)
    {
        var message = new SpooledMessage(Name, HashOf(bytes), bytes.Length);
        var unfinished = Path.Combine(path, message.Name + UnfinishedExtension);
        using var handle = File.OpenHandle(unfinished, FileMode.Create, FileAccess.Write, FileShare.Delete, FileOptions.None, bytes.Length);
        RandomAccess.Write(handle, bytes, fileOffset: 0);
        RandomAccess.FlushToDisk(handle);
        File.Move(unfinished, PathOf(message), overwrite: true);
        if (OperatingSystem.IsWindows()) RandomAccess.FlushToDisk(handle); // its name too: Windows has no other way
        return message;
    }

    public void Flush() => DiskFolder.Flush(path);

    /// <returns>Null when the bytes are not those that were written.</returns>
    /// <exception cref="FileNotFoundException"/>
    /// <exception cref="DirectoryNotFoundException"/>
    public byte[]? Read(SpooledMessage message)
    {
        var bytes = File.ReadAllBytes(PathOf(message));
        return HashOf(bytes) == message.Name ? bytes : null;
    }

    public void Delete(SpooledMessage message) => File.Delete(PathOf(message));

    /// <summary>Moves a message to where nobody sends it from.</summary>
    /// <returns>The path it has now.</returns>
    public string SetAside(SpooledMessage message)
    {
        var damaged = Path.Combine(Path.GetDirectoryName(path)!, "damaged");
        DiskFolder.Create(damaged);
        var target = Path.Combine(damaged, message.Name + MessageExtension);
        File.Move(PathOf(message), target, overwrite: true);
        return target;
    }

    /// <summary>Deletes it, unless there is something in it, and gives it up: others may adopt what is left.</summary>
    public void Dispose()
    {
        try
        {
            if (System.IO.Directory.Exists(path)) System.IO.Directory.Delete(path);
            held.Dispose(); // first, since Windows deletes nothing that is open
            File.Delete(path + LockExtension);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is not empty, or cannot be deleted: then it stays as it is.
        }
        held.Dispose();
    }

    private static SafeFileHandle Lock(string path, FileMode mode) =>
        File.OpenHandle(path + LockExtension, mode, FileAccess.ReadWrite, FileShare.None);

    private static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..HashCharacters];

    private string PathOf(SpooledMessage message) => Path.Combine(path, message.Name + MessageExtension);

    [GeneratedRegex("^[0-9a-f]{16}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
