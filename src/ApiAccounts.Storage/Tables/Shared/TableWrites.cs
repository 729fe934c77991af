namespace ApiAccounts.Storage.Tables.Shared;

internal static class TableWrites
{
    /// <summary>Updates a row, if it still has a version.</summary>
    /// <returns>False if the row has another version, or was deleted.</returns>
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
    /// <returns>False if the row exists, either from another request or from an attempt of our own whose response was lost.</returns>
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

    /// <summary>Adds a row, or replaces the row that was read.</summary>
    /// <param name="replaced">The version of the row that was read; null if there was none.</param>
    /// <inheritdoc cref="TryAddAsync"/>
    public static Task<bool> TryPutAsync(this TableClient table, TableEntity row, string? replaced, CancellationToken cancellationToken) =>
        replaced is null
            ? table.TryAddAsync(row, cancellationToken)
            : table.TryUpdateAsync(row, replaced, TableUpdateMode.Replace, cancellationToken);
}
