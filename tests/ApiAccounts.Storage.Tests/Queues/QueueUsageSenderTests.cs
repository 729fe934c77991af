using System.Text;
using ApiAccounts.Storage.Queues;
using ApiAccounts.Storage.Tests.Given;
using Azure.Storage.Queues;

namespace ApiAccounts.Storage.Tests.Queues;

public sealed class QueueUsageSenderTests(OnAzurite azurite) : IClassFixture<OnAzurite>
{
    [Fact]
    public async Task A_message_is_the_Base64_of_its_JSON_and_never_expires()
    {
        const string json = """{"version":1,"id":"é"}""";
        await azurite.Sender.SendAsync(Encoding.UTF8.GetBytes(json), default);
        await azurite.Sender.SendRefusedAsync("no JSON"u8.ToArray(), default);

        var message = await TakeAsync("usage-pings");
        Assert.Equal("eyJ2ZXJzaW9uIjoxLCJpZCI6IsOpIn0=", message.MessageText);
        Assert.Equal(9_999, message.ExpiresOn!.Value.Year);
        Assert.Equal("bm8gSlNPTg==", (await TakeAsync("usage-pings-poison")).MessageText);
    }

    [Fact]
    public async Task The_largest_message_fits()
    {
        await azurite.Sender.SendAsync(new byte[48 * 1024], default);
        Assert.Equal(64 * 1024, (await TakeAsync("usage-pings")).MessageText.Length);
    }

    [Theory]
    [InlineData(
        "AccountName=one;AccountKey=c2VjcmV0IGtleQ==;EndpointSuffix=core.windows.net", "https://one.queue.core.windows.net/usage-pings")]
    [InlineData(
        "QueueEndpoint=https://one.queue.example;SharedAccessSignature=sv=2024-11-04&sig=secret", "https://one.queue.example/usage-pings")]
    public void The_address_is_that_of_the_queue_without_a_secret(string connection, string address) =>
        Assert.Equal(address, new QueueUsageSender(new(new QueueServiceClient(connection))).Address);

    /// <summary>As it is on the wire: this client decodes nothing.</summary>
    private async Task<Azure.Storage.Queues.Models.QueueMessage> TakeAsync(string queue)
    {
        var client = new QueueClient(azurite.Account.ConnectionString, queue);
        var message = (await client.ReceiveMessageAsync()).Value;
        await client.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        return message;
    }
}
