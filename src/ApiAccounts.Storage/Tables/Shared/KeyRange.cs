namespace ApiAccounts.Storage.Tables.Shared;

/// <summary>A range of row keys: <see cref="From"/> is included, <see cref="To"/> excluded.</summary>
internal readonly record struct KeyRange(string From, string To)
{
    public string FilterIn(string partitionKey) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey ge {From} and RowKey lt {To}");
}
