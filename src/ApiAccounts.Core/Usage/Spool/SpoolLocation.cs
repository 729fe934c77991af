using System.Security.Cryptography;
using System.Text;

namespace ApiAccounts.Core.Usage.Spool;

/// <summary>
/// The location of the spool: a folder for each queue, so that installations that share a disk never send each other's messages.
/// </summary>
internal sealed class SpoolLocation
{
    private const string DefaultName = "api-accounts-usage-spool-";
    private const int HashCharacters = 16;
    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly bool isDefault;

    /// <param name="folder">The setting; null or empty for the default.</param>
    /// <param name="queue">The address of the queue.</param>
    /// <param name="temporary">The platform's folder for temporary files.</param>
    public SpoolLocation(string? folder, string queue, string temporary)
    {
        isDefault = string.IsNullOrEmpty(folder);
        Root = isDefault ? Path.Combine(temporary, DefaultName + Environment.UserName) : Path.GetFullPath(folder!);
        Folder = Path.Combine(Root, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(queue)))[..HashCharacters]);
    }

    public string Root { get; }

    /// <summary>The folder of the messages for the queue.</summary>
    public string Folder { get; }

    /// <summary>Checks that it can be written to.</summary>
    /// <exception cref="Exception">It cannot. The type depends on the platform.</exception>
    public void Check()
    {
        CreateRoot();
        var name = RandomNumberGenerator.GetHexString(HashCharacters, lowercase: true) + ".tmp";
        var file = Path.Combine(System.IO.Directory.Exists(Folder) ? Folder : Root, name);
        using var handle = File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose);
        RandomAccess.Write(handle, [0], fileOffset: 0);
        RandomAccess.FlushToDisk(handle);
    }

    public void Create()
    {
        CreateRoot();
        DiskFolder.Create(Folder);
    }

    private void CreateRoot()
    {
        if (isDefault) DiskFolder.Create(Root);
        else System.IO.Directory.CreateDirectory(Root); // with the permissions of the administrator's folder

        // The folder for temporary files is shared: other users could write false usage to a folder writable by them.
        if (isDefault && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(Root) & WritableByOthers) != 0)
            throw new UnauthorizedAccessException($"Other users can write to {Root}.");
    }
}
