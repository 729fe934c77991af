using Azure;
using Azure.Identity;

namespace ApiAccounts.Storage.Backup;

/// <summary>Puts into a sentence what the storage account, or the folder, would not do.</summary>
internal static class StorageAnswer
{
    /// <param name="consequence">What that means, in a sentence; null for nothing.</param>
    /// <exception cref="BackupException"/>
    public static async Task OrSentenceAsync(Func<Task> work, string? consequence, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == "TableNotFound")
        {
            throw Because("The storage account has not all of the tables that the app makes.", exception);
        }
        catch (RequestFailedException exception) when (exception.Status != 0)
        {
            throw Because($"The storage account answered {exception.Status} {exception.ErrorCode}.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException) // of the folder, or a row
        {
            throw Because(exception.Message, exception);
        }
        catch (Exception exception) when (exception is AuthenticationFailedException || StorageFault.IsTransient(exception, cancellationToken))
        {
            throw Because($"The storage account cannot be reached: {FirstLine((exception as AggregateException)?.InnerExceptions[0] ?? exception)}", exception);
        }

        BackupException Because(string sentence, Exception exception) => new(consequence is null ? sentence : $"{sentence} {consequence}", exception);
    }

    private static string FirstLine(Exception exception) => exception.Message.Split('\n', 2)[0].TrimEnd();
}
