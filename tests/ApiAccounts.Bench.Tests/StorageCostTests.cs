using ApiAccounts.Bench.Running;

namespace ApiAccounts.Bench.Tests;

public sealed class StorageCostTests
{
    [Fact]
    public void Each_call_is_counted_as_what_it_is_for()
    {
        StorageCall[] calls =
        [
            Table("GET", "Accounts(PartitionKey='a',RowKey='b')"), Table("GET", "Accounts()"),
            Table("GET", "Logins(PartitionKey='a',RowKey='')"),
            Table("GET", "Changes()"), Table(
                "GET", "Changes(PartitionKey='feed',RowKey='0')"), Table("POST", "Changes"), Table("POST", "$batch"), Table("POST",
                "Tables"),
            Queue("POST", "usage-pings/messages"), Queue("GET", "usage-pings/messages"), Queue("GET", "usage-pings/messages"),
            Queue("DELETE", "usage-pings/messages/1"), Queue("PUT", "usage-pings/messages/1"), Queue("PUT", "usage-pings"),
            Queue("GET", "ended-operators/messages"),
        ];

        var cost = StorageCost.Of(calls);

        Assert.Equal(
            new StorageCost(Reads: 4, FeedReads: 1, Transactions: 1, Writes: 1, Sends: 1, Gets: 2, Deletes: 1, Polls: 1, Others: 3), cost);
        Assert.Equal(15, cost.All);
    }

    private static StorageCall Table(string method, string resource) =>
        new(StorageService.Tables, method, "/account1/" + resource, "", 1, 200);

    private static StorageCall Queue(string method, string resource) =>
        new(StorageService.Queues, method, "/account1/" + resource, "", 1, 200);
}
