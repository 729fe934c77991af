using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tables.Shared;

/// <summary>Row keys from one, included, to another, excluded.</summary>
internal readonly record struct KeyRange(string From, string To)
{
    public string FilterIn(string partitionKey) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey ge {From} and RowKey lt {To}");
}
