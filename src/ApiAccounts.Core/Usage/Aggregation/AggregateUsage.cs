using System.Collections.Concurrent;
using System.Text;
using ApiAccounts.Core.Usage.Messages;
using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Core.Usage.Aggregation;

/// <summary>
/// Adds the pings of a queue message to the rows of the API users, exactly once however often it is sent or delivered: a marker for
/// each section is written in the transaction of its usage.
/// </summary>
public sealed partial class AggregateUsage(
    IUsageStore store,
    IUsageSender sender,
    TimeProvider clock,
    IOptions<UsageOptions> options,
    UsageMetrics metrics,
    ILogger<AggregateUsage> logger)
{
    private readonly RememberedUsage remembered = new();
    private readonly ConcurrentDictionary<int, BucketAggregator> buckets = new();

    /// <param name="insertedAt">When the queue accepted the message.</param>
    /// <returns>Completes once all valid parts are stored and all others are on the poison queue.</returns>
    public async Task ExecuteAsync(string json, DateTimeOffset insertedAt, CancellationToken cancellationToken)
    {
        if (!UsageMessageReader.Read(json, insertedAt, clock.GetUtcNow()).TryGet(out var message, out var error))
        {
            LogRefused(logger, error.Message);
            await sender.SendRefusedAsync(Encoding.UTF8.GetBytes(json), cancellationToken);
            metrics.Refused(1);
            return;
        }

        // First, so that a crash in between loses nothing: the redelivery sends them again and counts the rest once.
        if (message.Refused.Count > 0)
        {
            LogPartlyRefused(logger, message.Refused.Count, message.Id, message.Refused[0].Reason);
            foreach (var refused in RefusedUsageMessage.Write(json, message)) await sender.SendRefusedAsync(refused, cancellationToken);
            metrics.Refused(message.Refused.Count);
        }
        await Task.WhenAll(message.Sections.Select(section => Aggregator(section.Bucket)
            .AddAsync(new(UtcHour.Of(message.SentAt), message.Id, section.Index), section.Pings, cancellationToken)));
    }

    private BucketAggregator Aggregator(int bucket) =>
        buckets.GetOrAdd(bucket, static (bucket, self) => self.NewAggregator(bucket), this);

    private BucketAggregator NewAggregator(int bucket) => new(
        bucket, store, new(bucket, store, sender, metrics, logger), remembered, clock, options.Value, metrics, logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "A usage message was rejected and moved to the poison queue: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} parts of usage message {MessageId} were rejected and moved to the poison queue. First reason: {Reason}")]
    private static partial void LogPartlyRefused(ILogger logger, int count, string messageId, string reason);
}
