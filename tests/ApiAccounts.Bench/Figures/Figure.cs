namespace ApiAccounts.Bench.Figures;

/// <summary>What was measured, once for each run.</summary>
/// <param name="Subject">Of what: <c>/verify, Immediate, 32 connections</c>.</param>
/// <param name="Measure">What about it: <c>requests</c>.</param>
/// <param name="Unit">Of the values: <c>1/s</c>, <c>ms</c>, …; empty for a pure number.</param>
internal sealed record Figure(string Subject, string Measure, string Unit, IReadOnlyList<double> Values)
{
    public double Median => Statistics.Median(Values);
}
