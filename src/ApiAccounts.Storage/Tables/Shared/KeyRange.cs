namespace ApiAccounts.Storage.Tables.Shared;

/// <summary>A range of row keys: <see cref="From"/> is included, <see cref="To"/> excluded.</summary>
internal readonly record struct KeyRange(string From, string To)
{
    public string FilterIn(string partitionKey) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey ge {From} and RowKey lt {To}");

    /// <summary>Selects of them only the rows whose property <c>OperatorId</c> is an operator.</summary>
    public string FilterIn(string partitionKey, AccountId operatorId) =>
        FilterIn(partitionKey) + TableClient.CreateQueryFilter($" and OperatorId eq {operatorId.ToString()}");
}
