using Azure.Identity;

namespace ApiAccounts.Storage.Backup;

/// <summary>Explains failures of the storage account, and of the folder, in sentences.</summary>
internal static class StorageFailure
{
    /// <param name="consequence">A sentence on the consequence of a failure; null for none.</param>
    /// <exception cref="BackupException"/>
    public static async Task ExplainAsync(Func<Task> work, string? consequence, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == "TableNotFound")
        {
            throw Because("The storage account lacks some of the tables that the app creates.", exception);
        }
        catch (RequestFailedException exception) when (exception.Status != 0)
        {
            throw Because($"The storage account responded with {exception.Status} {exception.ErrorCode}.", exception);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or InvalidDataException) // from the folder, or a row
        {
            throw Because(exception.Message, exception);
        }
        catch (Exception exception)
            when (exception is AuthenticationFailedException || StorageFault.IsTransient(exception, cancellationToken))
        {
            var cause = (exception as AggregateException)?.InnerExceptions[0] ?? exception;
            throw Because($"The storage account cannot be reached: {FirstLine(cause)}", exception);
        }

        BackupException Because(string sentence, Exception exception) =>
            new(consequence is null ? sentence : $"{sentence} {consequence}", exception);
    }

    private static string FirstLine(Exception exception) => exception.Message.Split('\n', 2)[0].TrimEnd();
}
