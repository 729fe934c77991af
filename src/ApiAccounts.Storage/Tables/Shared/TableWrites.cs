using Azure;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tables.Shared;

internal static class TableWrites
{
    /// <summary>Writes a row as it was read.</summary>
    /// <returns>False when it has another version by now, or is gone.</returns>
    public static async Task<bool> TryUpdateAsync(
        this TableClient table, TableEntity row, string version, TableUpdateMode mode, CancellationToken cancellationToken)
    {
        try
        {
            await table.UpdateEntityAsync(row, new ETag(version), mode, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>Adds a row.</summary>
    /// <returns>False when it is there already: another's, or our own, sent again because its answer was lost.</returns>
    public static async Task<bool> TryAddAsync(this TableClient table, TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Adds a row, or puts it in the place of the one that was read.</summary>
    /// <param name="replaced">The version of that one; null where there was none.</param>
    /// <inheritdoc cref="TryAddAsync"/>
    public static Task<bool> TryPutAsync(this TableClient table, TableEntity row, string? replaced, CancellationToken cancellationToken) =>
        replaced is null ? table.TryAddAsync(row, cancellationToken) : table.TryUpdateAsync(row, replaced, TableUpdateMode.Replace, cancellationToken);
}
