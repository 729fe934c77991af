using System.Diagnostics.Metrics;

namespace ApiAccounts.Core.Usage;

/// <summary>Counts the outcomes of pings: the counters <c>apiaccounts.usage.…</c> of the meter <c>ApiAccounts</c>.</summary>
public sealed class UsageMetrics
{
    public const string MeterName = "ApiAccounts";

    private readonly Counter<long> dropped;
    private readonly Counter<long> counted;
    private readonly Counter<long> gone;
    private readonly Counter<long> refused;
    private readonly Counter<long> spooled;

    public UsageMetrics()
    {
        var meter = new Meter(new MeterOptions(MeterName) { Scope = this });
        dropped = meter.CreateCounter<long>(
            "apiaccounts.usage.dropped_pings",
            "{ping}",
            "Uses accepted without being counted, because the buffer of the recorder was full.");
        counted = meter.CreateCounter<long>(
            "apiaccounts.usage.counted_pings", "{ping}", "Uses that the aggregator added to the row of their API user.");
        gone = meter.CreateCounter<long>(
            "apiaccounts.usage.gone_pings", "{ping}", "Uses that the aggregator dropped, because their API user was deleted.");
        refused = meter.CreateCounter<long>(
            "apiaccounts.usage.refused_parts",
            "{part}",
            "Pings, sections and whole messages that the aggregator moved to the poison queue.");
        spooled = meter.CreateCounter<long>(
            "apiaccounts.usage.spooled_messages", "{message}", "Messages written to the spool, because the queue did not accept them.");
    }

    internal void Dropped() => dropped.Add(1);

    internal void Counted(long uses) => counted.Add(uses);

    internal void Gone(long uses) => gone.Add(uses);

    internal void Refused(int parts) => refused.Add(parts);

    internal void Spooled(int messages) => spooled.Add(messages);
}
