using System.Diagnostics.Metrics;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Functions.Http;

/// <summary>Counts the outcomes of requests: the counters <c>apiaccounts.http.…</c> of the meter <c>ApiAccounts</c>.</summary>
internal sealed class HttpMetrics
{
    private readonly Counter<long> aborted = new Meter(UsageMetrics.MeterName).CreateCounter<long>(
        "apiaccounts.http.aborted_requests", "{request}", "Requests whose caller closed the connection before the response was complete.");

    public void Aborted() => aborted.Add(1);
}
