using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ApiAccounts.Core.Usage.Spool;

/// <summary>Folders that nobody else reads, and whose entries are still there after a power failure.</summary>
internal static class DiskFolder
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int ReadOnly = 0;

    /// <summary>Creates it where it is missing; its parent has to be there.</summary>
    public static void Create(string path)
    {
        if (System.IO.Directory.Exists(path)) return;
        if (OperatingSystem.IsWindows()) System.IO.Directory.CreateDirectory(path); // in the user's profile, unless an administrator chose another
        else System.IO.Directory.CreateDirectory(path, Private);
        if (Path.GetDirectoryName(path) is { Length: > 0 } parent) Flush(parent);
    }

    /// <summary>
    /// Returns once the names in it are on the disk: a file whose bytes are flushed can still be missing from its folder. .NET does not
    /// open folders, so Unix is asked to; Windows flushes no folders, and a name with the file that has it.
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
