using System.Diagnostics.Metrics;

namespace ApiAccounts.Core.Mail;

/// <summary>Counts the outcomes of mails: the counters <c>apiaccounts.mail.…</c> of the meter <c>ApiAccounts</c>.</summary>
public sealed class MailMetrics
{
    private readonly Counter<long> dropped;

    public MailMetrics() => dropped = new Meter(new MeterOptions("ApiAccounts") { Scope = this }).CreateCounter<long>(
        "apiaccounts.mail.dropped_mails", "{mail}", "Mails that were not sent, because their address had had too many.");

    internal void Dropped() => dropped.Add(1);
}
