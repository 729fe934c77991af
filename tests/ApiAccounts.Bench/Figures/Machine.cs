using System.Globalization;
using System.Runtime.InteropServices;

namespace ApiAccounts.Bench.Figures;

/// <summary>Where figures come from, without its name.</summary>
/// <param name="Load">Of the last minute when the bench began: how many processes wanted to run. The figures of a busy machine mean
/// little.</param>
internal sealed record Machine(int Cores, string Processor, double MemoryGiB, string System, string Runtime, double Load)
{
    private const double BytesInGiB = 1024 * 1024 * 1024;

    public static Machine Here() => new(
        Environment.ProcessorCount,
        Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesInGiB, 1),
        Line("/etc/os-release", "PRETTY_NAME") ?? RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Cores} cores ({Processor}), {MemoryGiB} GiB, {System}, {Runtime}, load {Load:0.00}");

    /// <returns>What stands behind the first such name, or null.</returns>
    private static string? Line(string file, string name) => File.Exists(file)
        && File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } found
            ? found.Split([':', '='], 2)[^1].Trim(' ', '"')
            : null;
}
