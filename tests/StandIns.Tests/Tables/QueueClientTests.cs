using System.Reflection;
using Azure.Storage.Queues;

namespace StandIns.Tests.Tables;

/// <summary>The real queue client, over whatever System.IO.Hashing is there.</summary>
public sealed class QueueClientTests : IAsyncLifetime
{
    private QueueClient queue = null!;

    public async Task InitializeAsync()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        queue = new QueueClient(account.ConnectionString, "messages");
        await queue.CreateAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_message_is_sent_received_and_deleted()
    {
        await queue.SendMessageAsync("a ping");
        var received = (await queue.ReceiveMessageAsync()).Value;
        Assert.Equal("a ping", received.MessageText);

        await queue.DeleteMessageAsync(received.MessageId, received.PopReceipt);
        Assert.Equal(0, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public void The_checksum_of_a_transfer_is_computed()
    {
        var common = typeof(Azure.Storage.StorageSharedKeyCredential).Assembly;
        var type = common.GetType("Azure.Storage.StorageCrc64HashAlgorithm", throwOnError: true)!;
        var algorithm = type.GetMethod("Create", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null)!;
        type.GetMethod("Append", [typeof(byte[])])!.Invoke(algorithm, ["123456789"u8.ToArray()]);
        var hash = (byte[])type.GetMethod("GetCurrentHash", Type.EmptyTypes)!.Invoke(algorithm, null)!;
        Assert.Equal("8898790A86148BAE", Convert.ToHexString(hash)); // the published check value of this CRC-64, low byte first
    }
}
