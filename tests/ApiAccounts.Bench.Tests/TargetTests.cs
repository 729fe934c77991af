using System.Text.Json;
using ApiAccounts.Bench.Figures;

namespace ApiAccounts.Bench.Tests;

public sealed class TargetTests
{
    [Theory]
    [InlineData(Bound.AtLeast, 0.95, true)]
    [InlineData(Bound.AtLeast, 0.949, false)]
    [InlineData(Bound.AtMost, 0.95, true)]
    [InlineData(Bound.AtMost, 0.951, false)]
    [InlineData(Bound.Below, 0.949, true)]
    [InlineData(Bound.Below, 0.95, false)]
    [InlineData(Bound.AtLeast, double.NaN, false)]
    [InlineData(Bound.AtMost, double.NaN, false)]
    [InlineData(Bound.AtLeast, null, false)]
    [InlineData(Bound.Below, null, false)]
    public void A_target_is_met_within_its_bound_and_never_by_what_was_not_measured(object bound, double? value, bool isMet) =>
        Assert.Equal(isMet, new Target("a target", (Bound)bound, 0.95, "", value, "something").IsMet);

    [Fact]
    public void Every_line_of_a_target_ends_with_met_or_missed()
    {
        var report = AReport();
        var verify = report.Add("/verify", "requests", "1/s", 960, 950, 970);
        report.Compare("/verify ÷ /healthz/live", Bound.AtLeast, 0.95, verify, report.Add("live", "requests", "1/s", 1_000));
        report.Add(new("p99", Bound.Below, 50, "ms", 61.4, "2 × CommitInterval + 10 ms"));
        report.Add(new("calls", Bound.AtMost, 2, "", null, "all calls"));

        var lines = Printed(report).Split('\n').Where(line => line.StartsWith("target", StringComparison.Ordinal));

        Assert.Equal(
            [
                "target  /verify ÷ /healthz/live ≥ 0.95: 0.96 (960 ÷ 1,000 1/s) met",
                "target  p99 < 50.0 ms: 61.4 ms (2 × CommitInterval + 10 ms) missed",
                "target  calls ≤ 2.0: not measured (all calls) missed",
            ],
            lines);
    }

    [Fact]
    public void Figures_are_printed_as_median_lowest_highest_and_number_of_runs()
    {
        var report = AReport();
        report.Add("/verify", "requests", "1/s", 71_000.4, 70_000, 75_000);
        report.Add("/verify", "p99", "ms", 1.25);

        Assert.Equal(
            """
                                    median  lowest  highest  runs
            /verify  requests, 1/s  71,000  70,000   75,000     3
                     p99, ms          1.25    1.25     1.25     1
            """,
            string.Join('\n', Printed(report).Split('\n')[2..5]));
    }

    [Fact]
    public void The_JSON_holds_every_run_and_whether_a_target_is_met()
    {
        var report = AReport();
        report.Add("/verify", "requests", "1/s", 3, 1, 2);
        report.Add(new("requests", Bound.AtLeast, 5, "1/s", 2, "nothing"));

        var json = JsonElement.Parse(report.ToJson());

        Assert.Equal([3, 1, 2], json.GetProperty("figures")[0].GetProperty("values").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal(2, json.GetProperty("figures")[0].GetProperty("median").GetDouble());
        Assert.False(json.GetProperty("targets")[0].GetProperty("isMet").GetBoolean());
        Assert.Equal("AtLeast", json.GetProperty("targets")[0].GetProperty("bound").GetString());
        Assert.Equal(2, json.GetProperty("machine").GetProperty("cores").GetInt32());
    }

    private static Report AReport() => new("verify", new(2, "A processor", 24, "A system", ".NET", 0.5), isQuick: false);

    private static string Printed(Report report)
    {
        using var text = new StringWriter { NewLine = "\n" };
        report.Print(text);
        return text.ToString();
    }
}
