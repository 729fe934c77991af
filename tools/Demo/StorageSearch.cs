using System.Text;
using ApiAccounts.Tools.Demo.Wire;
using Azure;
using Azure.Data.Tables;

namespace ApiAccounts.Tools.Demo;

/// <summary>Looks for secrets in every row of every table of a storage account on this machine.</summary>
internal sealed class StorageSearch(TableServiceClient tables)
{
    /// <returns>Null when the connection string does not name tables on 127.0.0.1.</returns>
    public static StorageSearch? Open(string? connectionString)
    {
        try
        {
            return new TableServiceClient(connectionString) is { Uri.Host: "127.0.0.1" } tables ? new(tables) : null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <returns>How many tables and rows were searched.</returns>
    /// <exception cref="ToolException">A row has a secret in it, or the storage cannot be read.</exception>
    public async Task<(int Tables, int Rows)> SearchAsync(KnownSecrets secrets, CancellationToken cancellationToken)
    {
        var (searched, rows) = (0, 0);
        try
        {
            await foreach (var table in tables.QueryAsync(cancellationToken: cancellationToken))
            {
                searched++;
                await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: cancellationToken))
                {
                    rows++;
                    if (row.FirstOrDefault(property => Has(property.Value, secrets)) is not { Key: { } name }) continue;
                    throw new ToolException(
                        $"Table {table.Name} holds a password, in {name} of the row ({row.PartitionKey}, {row.RowKey}).");
                }
            }
        }
        catch (RequestFailedException exception)
        {
            throw new ToolException($"The storage answered {exception.Status} to a read of its tables: {exception.Message}");
        }
        return (searched, rows);
    }

    private static bool Has(object? value, KnownSecrets secrets) => value switch
    {
        string text => secrets.AreIn(text),
        byte[] bytes => secrets.AreIn(Encoding.UTF8.GetString(bytes)),
        _ => false,
    };
}
