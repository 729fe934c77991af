using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;

namespace ApiAccounts.Core.Usage.Spool;

/// <summary>
/// The folder of one process, with a file beside it that is locked as long as the process lives. If the lock is free, the messages
/// can be adopted. A message is a file named by the hash of its bytes. Until it is complete, it has another extension.
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
    private readonly SafeFileHandle lockHandle;

    private SpoolFolder(string parent, string name, SafeFileHandle lockHandle)
    {
        path = Path.Combine(parent, name);
        Name = name;
        this.lockHandle = lockHandle;
    }

    public string Name { get; }

    /// <summary>Whether it and its lock still exist. A clean-up of temporary files may have deleted either.</summary>
    public bool Exists => System.IO.Directory.Exists(path) && File.Exists(path + LockExtension);

    /// <summary>Creates a folder for this process.</summary>
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
                // Another process looked for orphaned folders between the creation of the file and its lock, and locked it.
                folder?.Dispose();
            }
            catch
            {
                folder?.Dispose();
                throw;
            }
        }
    }

    /// <summary>Returns the names of all existing folders, of running and ended processes.</summary>
    public static IEnumerable<string> NamesIn(string parent) => System.IO.Directory.EnumerateFileSystemEntries(parent)
        .Select(Path.GetFileName).OfType<string>()
        .Select(name => name.EndsWith(LockExtension, StringComparison.Ordinal) ? name[..^LockExtension.Length] : name)
        .Where(name => NamePattern().IsMatch(name))
        .Distinct().ToList();

    /// <returns>Null while its process runs.</returns>
    public static SpoolFolder? TryAdopt(string parent, string name)
    {
        SafeFileHandle lockHandle;
        try
        {
            lockHandle = Lock(Path.Combine(parent, name), FileMode.OpenOrCreate);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        return new(parent, name, lockHandle);
    }

    /// <summary>Returns the complete messages. Deletes incomplete ones, which were never acknowledged.</summary>
    public IReadOnlyList<SpooledMessage> Messages()
    {
        if (!System.IO.Directory.Exists(path)) return [];
        var folder = new DirectoryInfo(path);
        foreach (var unfinished in folder.EnumerateFiles('*' + UnfinishedExtension).ToList()) unfinished.Delete();
        return [.. folder.EnumerateFiles('*' + MessageExtension)
            .OrderBy(file => file.LastWriteTimeUtc)
            .Select(file => new SpooledMessage(Name, Path.GetFileNameWithoutExtension(file.Name), (int)file.Length))];
    }

    /// <summary>Writes a message to disk. Its name is durable only after <see cref="Flush"/>.</summary>
    public SpooledMessage Write(ReadOnlySpan<byte> bytes)
    {
        var message = new SpooledMessage(Name, HashOf(bytes), bytes.Length);
        var unfinished = Path.Combine(path, message.Name + UnfinishedExtension);
        using var handle = File.OpenHandle(unfinished, FileMode.Create, FileAccess.Write, FileShare.Delete, FileOptions.None, bytes.Length);
        RandomAccess.Write(handle, bytes, fileOffset: 0);
        RandomAccess.FlushToDisk(handle);
        File.Move(unfinished, PathOf(message), overwrite: true);
        if (OperatingSystem.IsWindows()) RandomAccess.FlushToDisk(handle); // flushes the name, too: Windows has no other way
        return message;
    }

    public void Flush() => DiskFolder.Flush(path);

    /// <returns>Null if the bytes are not those that were written.</returns>
    /// <exception cref="FileNotFoundException"/>
    /// <exception cref="DirectoryNotFoundException"/>
    public byte[]? Read(SpooledMessage message)
    {
        var bytes = File.ReadAllBytes(PathOf(message));
        return HashOf(bytes) == message.Name ? bytes : null;
    }

    public void Delete(SpooledMessage message) => File.Delete(PathOf(message));

    /// <summary>Moves a message to the folder of damaged messages, from which nothing is sent.</summary>
    /// <returns>Its new path.</returns>
    public string SetAside(SpooledMessage message)
    {
        var damaged = Path.Combine(Path.GetDirectoryName(path)!, "damaged");
        DiskFolder.Create(damaged);
        var target = Path.Combine(damaged, message.Name + MessageExtension);
        File.Move(PathOf(message), target, overwrite: true);
        return target;
    }

    /// <summary>Deletes the folder if it is empty and releases it, so that another process can adopt the rest.</summary>
    public void Dispose()
    {
        try
        {
            if (System.IO.Directory.Exists(path)) System.IO.Directory.Delete(path);
            lockHandle.Dispose(); // first, because Windows cannot delete an open file
            File.Delete(path + LockExtension);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is not empty or cannot be deleted, so it remains.
        }
        lockHandle.Dispose();
    }

    private static SafeFileHandle Lock(string path, FileMode mode) =>
        File.OpenHandle(path + LockExtension, mode, FileAccess.ReadWrite, FileShare.None);

    private static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..HashCharacters];

    private string PathOf(SpooledMessage message) => Path.Combine(path, message.Name + MessageExtension);

    [GeneratedRegex("^[0-9a-f]{16}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
