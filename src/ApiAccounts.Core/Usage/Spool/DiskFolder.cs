using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ApiAccounts.Core.Usage.Spool;

/// <summary>Private folders whose entries survive a power failure.</summary>
internal static class DiskFolder
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int ReadOnly = 0;

    /// <summary>Creates a folder if it does not exist. Its parent must exist.</summary>
    public static void Create(string path)
    {
        if (System.IO.Directory.Exists(path)) return;
        // On Windows the folder is in the user's profile, unless an administrator chose another.
        if (OperatingSystem.IsWindows()) System.IO.Directory.CreateDirectory(path);
        else System.IO.Directory.CreateDirectory(path, Private);
        if (Path.GetDirectoryName(path) is { Length: > 0 } parent) Flush(parent);
    }

    /// <summary>
    /// Flushes the names in a folder to disk: a file whose bytes are flushed may still be missing from its folder. .NET cannot open
    /// folders, so this calls Unix directly. Windows cannot flush folders, but flushes a name with its file.
    /// </summary>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        using var handle = new SafeFileHandle(OpenFolder(Encoding.UTF8.GetBytes(path + '\0'), ReadOnly), ownsHandle: true);
        if (handle.IsInvalid) throw new IOException($"The folder {path} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
        RandomAccess.FlushToDisk(handle);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint OpenFolder(byte[] path, int flags);
}
