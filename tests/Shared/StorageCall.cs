namespace ApiAccounts.Testing;

public enum StorageService
{
    Tables,
    Queues,
}

/// <summary>One HTTP call to storage, as a <see cref="CountingProxy"/> saw it on the wire.</summary>
/// <param name="Path">As sent, without the query: <c>/account/Accounts(PartitionKey='a',RowKey='b')</c>.</param>
/// <param name="Query">What follows the question mark, or empty.</param>
/// <param name="Operations">How many operations an entity group transaction (<c>$batch</c>) held; 1 for any other call.</param>
/// <param name="Status">Of the answer's first line; null when the connection ended before an answer.</param>
public sealed record StorageCall(StorageService Service, string Method, string Path, string Query, int Operations, int? Status);
