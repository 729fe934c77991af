using System.Globalization;

namespace ApiAccounts.Bench.Load;

/// <summary>CPU time as the kernel counts it, in <c>/proc</c> (proc(5)).</summary>
internal static class ProcessTime
{
    /// <summary>USER_HZ: 100 on every architecture that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>User and system time of a process, without that of its children.</summary>
    /// <exception cref="BenchFailure">It has ended.</exception>
    public static TimeSpan Of(int processId)
    {
        try
        {
            return InSeconds(
                ProcessStat.Parse(File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"))).OwnTicks);
        }
        catch (IOException)
        {
            throw new BenchFailure("A process that was measured has ended.");
        }
    }

    /// <summary>User and system time of the children of this process that have ended and been waited for.</summary>
    public static TimeSpan OfEndedChildren() => InSeconds(ProcessStat.Parse(File.ReadAllText("/proc/self/stat")).EndedChildrenTicks);

    private static TimeSpan InSeconds(long ticks) => TimeSpan.FromSeconds(ticks / TicksPerSecond);
}

/// <summary>The fields of <c>/proc/PID/stat</c> that matter here; times in clock ticks.</summary>
/// <param name="OwnTicks">utime and stime, fields 14 and 15.</param>
/// <param name="EndedChildrenTicks">cutime and cstime, fields 16 and 17.</param>
internal sealed record ProcessStat(long OwnTicks, long EndedChildrenTicks)
{
    /// <exception cref="FormatException">It is not such a line.</exception>
    public static ProcessStat Parse(string line)
    {
        // The name, in parentheses, may hold anything, spaces and parentheses too.
        var end = line.LastIndexOf(')');
        var fields = end < 0 ? [] : line[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 15) throw new FormatException($"Not the stat of a process: {line}");
        return new(Number(fields[11]) + Number(fields[12]), Number(fields[13]) + Number(fields[14]));
    }

    private static long Number(string digits) => long.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
