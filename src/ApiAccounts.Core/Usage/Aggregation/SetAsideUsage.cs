using System.Text;
using ApiAccounts.Core.Usage.Messages;
using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Core.Usage.Aggregation;

/// <summary>Moves the pings of rows that cannot be stored to the poison queue, so that everything else in their messages counts.</summary>
internal sealed partial class SetAsideUsage(int bucket, IUsageStore store, IUsageSender sender, UsageMetrics metrics, ILogger logger)
{
    /// <param name="batch">Loses the sections that were applied before; the others lose the pings of the rows.</param>
    /// <param name="reasons">Why each row cannot be stored.</param>
    /// <exception cref="StorageUnavailableException"/>
    public async Task ExecuteAsync(List<WaitingSection> batch, IReadOnlyDictionary<AccountId, string> reasons)
    {
        foreach (var section in batch.Where(section => section.Ids.Overlaps(reasons.Keys)).ToList())
        {
            // A section that is delivered again was counted, or its pings are on the poison queue already.
            if (await store.IsAppliedAsync(bucket, section.Marker, CancellationToken.None))
            {
                section.Succeed();
                batch.Remove(section);
                continue;
            }
            await SendAsync(section.Marker, [.. section.Pings.Where(ping => reasons.ContainsKey(ping.Id))], reasons);
            section.SetAside(reasons.Keys); // last, so that the pings stay in the section until the queue has them
        }
    }

    private async Task SendAsync(SectionMarker marker, List<UsagePing> pings, IReadOnlyDictionary<AccountId, string> reasons)
    {
        var parts = pings.ConvertAll(ping => new RefusedUsage(
            reasons[ping.Id], marker.Section, Encoding.UTF8.GetString(UsageMessageWriter.WritePing(ping))));
        var messages = RefusedUsageMessage.Write(
            marker.MessageId, parts, () => UsageMessageWriter.WriteReport(pings, marker.SentIn.Start, marker.MessageId));
        foreach (var message in messages) await sender.SendRefusedAsync(message, CancellationToken.None);
        metrics.Refused(pings.Count);
        LogSetAside(logger, pings.Count, marker.MessageId, bucket, reasons[pings[0].Id]);
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Count} pings of usage message {MessageId} in bucket {Bucket} were moved to the poison queue. First reason: {Reason}")]
    private static partial void LogSetAside(ILogger logger, int count, string messageId, int bucket, string reason);
}
