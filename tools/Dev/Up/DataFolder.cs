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

    public bool HasData => File.Exists(System.IO.Path.Combine(Path, "__azurite_db_table__.json"));

    public static DataFolder Claim(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            var file = System.IO.Path.Combine(path, ".in-use");
            return new(path, new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
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
