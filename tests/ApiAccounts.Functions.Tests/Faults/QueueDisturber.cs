using Azure;
using Azure.Storage.Queues;

namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>
/// Does to the usage messages what a queue may do: takes some out, so that they come again later and in another order, and sends copies of
/// those it has seen, also long after they were worked off.
/// </summary>
internal sealed class QueueDisturber(StorageAccount storage, Tally tally)
{
    private const int Kept = 200;

    /// <summary>Without an encoding: the bytes are not looked at.</summary>
    private readonly QueueClient queue = new(storage.ConnectionString, "usage-pings", new() { Retry = { MaxRetries = 0 } });

    private readonly List<string> seen = [];

    public async Task DisturbAsync(Random random)
    {
        var (taken, copies, hidden) = (random.Next(1, 9), random.Next(4), TimeSpan.FromSeconds(random.Next(1, 4)));
        try
        {
            foreach (var message in (await queue.ReceiveMessagesAsync(taken, hidden)).Value)
            {
                tally.Count("reordered messages");
                if (seen.Count < Kept) seen.Add(message.MessageText);
                else seen[random.Next(Kept)] = message.MessageText;
            }
            for (var i = 0; i < copies && seen.Count > 0; i++)
            {
                await queue.SendMessageAsync(seen[random.Next(seen.Count)]);
                tally.Count("duplicated messages");
            }
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            // The storage is down for a moment, by another fault.
        }
    }
}
