using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace ApiAccounts.SelfHost.Tests;

/// <summary>A queue that the sample app works on, and its poison queue; both on the real Azurite.</summary>
public sealed class SampleQueues
{
    private readonly QueueClient queue;
    private readonly QueueClient poison;

    private SampleQueues(StorageAccount account, string name)
    {
        Account = account;
        queue = new(account.ConnectionString, name);
        poison = new(account.ConnectionString, name + "-poison");
    }

    public StorageAccount Account { get; }

    /// <summary>One of an account of its own.</summary>
    public static async Task<SampleQueues> CreateAsync(string name = "work")
    {
        var work = new SampleQueues((await Azurite.SharedAsync()).NewAccount(), name);
        await work.queue.CreateAsync();
        return work;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public Task SendAsync(byte[] bytes) => SendRawAsync(Convert.ToBase64String(bytes));

    /// <param name="text">As it is kept in the queue.</param>
    public Task SendRawAsync(string text) => queue.SendMessageAsync(text);

    /// <summary>Waits until nothing is in the queue, hidden or not.</summary>
    public Task IsEmptiedAsync() => Eventually.IsTrueAsync("the queue is empty", async () => await CountAsync() is 0);

    public async Task<int> CountAsync() => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;

    /// <returns>What can be seen, and so what nobody works on.</returns>
    public async Task<IReadOnlyList<string>> PeekAsync() => Texts((await queue.PeekMessagesAsync(32)).Value);

    public async Task<bool> HasPoisonQueueAsync() => await poison.ExistsAsync();

    /// <summary>Waits until there is one.</summary>
    /// <returns>All texts in the poison queue as they are kept.</returns>
    public async Task<IReadOnlyList<string>> PoisonAsync()
    {
        await Eventually.IsTrueAsync("something is in the poison queue", async () =>
            await poison.ExistsAsync() && (await poison.GetPropertiesAsync()).Value.ApproximateMessagesCount > 0);
        return Texts((await poison.PeekMessagesAsync(32)).Value);
    }

    private static IReadOnlyList<string> Texts(IEnumerable<PeekedMessage> messages) => [.. messages.Select(message => message.MessageText)];
}
