using ApiAccounts.Core.Usage;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>What was logged and counted.</summary>
internal static class Telemetry
{
    public static IReadOnlyList<(LogLevel Level, string Message)> Lines(this FakeLogger log) =>
        [.. log.Collector.GetSnapshot().Select(record => (record.Level, record.Message))];

    /// <summary>Collects what a counter of these metrics counts from now on.</summary>
    public static MetricCollector<long> Collect(this UsageMetrics metrics, string name) => new(metrics, UsageMetrics.MeterName, name);

    public static long Sum(this MetricCollector<long> counter) => counter.GetMeasurementSnapshot().EvaluateAsCounter();
}
