using ApiAccounts.Bench.Load;

namespace ApiAccounts.Bench.Tests;

public sealed class ProcessTests
{
    [Fact]
    public void The_stat_of_a_process_is_read_behind_a_name_with_spaces_and_parentheses()
    {
        const string Line =
            "1234 (dotnet (x) y) S 77 1234 1234 0 -1 4194304 120 340 5 6 250 31 700 8 20 0 19 0 8612 274877906944 20000 1 1";

        Assert.Equal(new ProcessStat(281, 708), ProcessStat.Parse(Line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1234 dotnet S 77 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15")]
    [InlineData("1234 (dotnet) S 77 1234")]
    public void Another_line_is_not_the_stat_of_a_process(string line) => Assert.Throws<FormatException>(() => ProcessStat.Parse(line));

    [Fact]
    public void This_process_has_used_time_and_memory()
    {
        Assert.True(ProcessTime.Of(Environment.ProcessId) > TimeSpan.Zero);
        Assert.InRange(ProcessMemory.Of(Environment.ProcessId).Resident, 10, 100_000);
    }

    [Fact]
    public void Memory_is_read_in_MiB()
    {
        string[] status = ["Name:\tdotnet", "VmPeak:\t 9999999 kB", "VmHWM:\t  204800 kB", "VmRSS:\t  102912 kB"];

        Assert.Equal(new ProcessMemory(100.5, 200), ProcessMemory.Parse(status));
        Assert.Throws<FormatException>(() => ProcessMemory.Parse(status[..2]));
    }
}
