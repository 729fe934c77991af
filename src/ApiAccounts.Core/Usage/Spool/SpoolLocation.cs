using System.Security.Cryptography;
using System.Text;

namespace ApiAccounts.Core.Usage.Spool;

/// <summary>
/// Where the spool is: in a folder of its own for each queue, so that installations that share a disk never send each other's messages.
/// </summary>
internal sealed class SpoolLocation
{
    private const string DefaultName = "api-accounts-usage-spool-";
    private const int HashCharacters = 16;
    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly bool isDefault;

    /// <param name="folder">As it was set; null or empty for the default.</param>
    /// <param name="queue">The address of the queue.</param>
    /// <param name="temporary">Where the platform has temporary files.</param>
    public SpoolLocation(string? folder, string queue, string temporary)
    {
        isDefault = string.IsNullOrEmpty(folder);
        Root = isDefault ? Path.Combine(temporary, DefaultName + Environment.UserName) : Path.GetFullPath(folder!);
        Folder = Path.Combine(Root, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(queue)))[..HashCharacters]);
    }

    public string Root { get; }

    /// <summary>Of the messages for that queue.</summary>
    public string Folder { get; }

    /// <summary>Tries out that it can be written to.</summary>
    /// <exception cref="Exception">It cannot, for whatever reason the platform has.</exception>
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
        else System.IO.Directory.CreateDirectory(Root); // with the rights that the administrator's own folders get

        // The folder for temporary files is everybody's: what somebody else can write to might hold usage that never was.
        if (isDefault && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(Root) & WritableByOthers) != 0)
            throw new UnauthorizedAccessException($"Other users can write to {Root}.");
    }
}
