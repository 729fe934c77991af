using Azure;

namespace ApiAccounts.Storage;

internal static class StorageFault
{
    /// <summary>Whether the same call may succeed later: no connection, a time-out, throttling, an error of the service itself.</summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
        AggregateException several => several.InnerExceptions.All(IsTransient),
        IOException or HttpRequestException or TaskCanceledException { CancellationToken.IsCancellationRequested: false } => true,
        _ => false,
    };
}
