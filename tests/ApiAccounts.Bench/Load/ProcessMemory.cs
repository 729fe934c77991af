using System.Globalization;

namespace ApiAccounts.Bench.Load;

/// <summary>Resident memory of a process in MiB, from <c>/proc/PID/status</c>.</summary>
/// <param name="Peak">Since the start, or since <see cref="ForgetPeak"/>.</param>
internal sealed record ProcessMemory(double Resident, double Peak)
{
    private const double KiBInMiB = 1024;

    public static ProcessMemory Of(int processId) => Parse(File.ReadAllLines(FileOf(processId, "status")));

    /// <exception cref="FormatException">A line is missing.</exception>
    public static ProcessMemory Parse(IReadOnlyCollection<string> status) => new(Read(status, "VmRSS:"), Read(status, "VmHWM:"));

    public static void ForgetPeak(int processId) => File.WriteAllText(FileOf(processId, "clear_refs"), "5");

    private static double Read(IReadOnlyCollection<string> status, string name) =>
        status.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? double.Parse(line[name.Length..].TrimEnd('k', 'B'), CultureInfo.InvariantCulture) / KiBInMiB
            : throw new FormatException($"The status of a process has no line {name}");

    private static string FileOf(int processId, string name) => string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/{name}");
}
