using System.IO.MemoryMappedFiles;
using System.Reflection;

namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>Sets the wall clock of one running app off against that of the machine (tests/SteppedClock).</summary>
internal sealed class WallClock : IDisposable
{
    private readonly MemoryMappedFile memory;
    private readonly MemoryMappedViewAccessor step;

    public WallClock()
    {
        File = Path.GetTempFileName();
        memory = MemoryMappedFile.CreateFromFile(File, FileMode.Open, mapName: null, sizeof(long));
        step = memory.CreateViewAccessor(0, sizeof(long));
    }

    /// <summary>What the runtime loads into the app, so that its clock can be stepped.</summary>
    public static string Hook { get; } = Path.GetFullPath(typeof(WallClock).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "SteppedClock").Value!);

    public string File { get; }

    /// <summary>Steps it to so much ahead of the machine's, or behind.</summary>
    public void Set(TimeSpan ahead) => step.Write(0, ahead.Ticks);

    public void Dispose()
    {
        step.Dispose();
        memory.Dispose();
        System.IO.File.Delete(File);
    }
}
