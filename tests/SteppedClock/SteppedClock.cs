using System.IO.MemoryMappedFiles;

namespace ApiAccounts.Testing;

/// <summary>
/// The machine's clock and a step, as an administrator or a time server would set it: the wall clock jumps while timers and timestamps go
/// on.
/// </summary>
/// <param name="file">Its first 8 bytes are the step in ticks, and may change at any time.</param>
internal sealed class SteppedClock(MemoryMappedFile file) : TimeProvider
{
    private readonly MemoryMappedViewAccessor step = file.CreateViewAccessor(0, sizeof(long), MemoryMappedFileAccess.Read);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(step.ReadInt64(0));
}
