namespace ApiAccounts.Tools.Dev.Up;

/// <summary>Where Azurite keeps its data: this program's alone while it runs.</summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>What a file that is held open by another process gives: on Linux, on macOS, on Windows.</summary>
    private static readonly int[] InUse = [11, 35, unchecked((int)0x80070020)];
    private readonly FileStream claim;

    private DataFolder(string path, FileStream claim)
    {
        Path = path;
        this.claim = claim;
    }

    public string Path { get; }

    /// <summary>Whether an app has stored operators in it.</summary>
    public bool HasAccounts => File.Exists(Tables) && FileText.Contains(Tables, "PasswordHash");

    private string Tables => System.IO.Path.Combine(Path, "__azurite_db_table__.json");

    public static DataFolder Claim(string path)
    {
        try
        {
            PrivateFolder.Create(path, mayHave: "__azurite_db_table__.json");
            var file = System.IO.Path.Combine(path, ".in-use");
            var claim = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(claim.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return new(path, claim);
        }
        catch (IOException exception) when (Array.IndexOf(InUse, exception.HResult) >= 0)
        {
            throw new ToolException(
                $"The data folder {path} is in use by another `up`: stop that one, or choose another folder with --data.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"The data folder cannot be written, so choose another with --data: {exception.Message}");
        }
    }

    public void Dispose() => claim.Dispose();
}
