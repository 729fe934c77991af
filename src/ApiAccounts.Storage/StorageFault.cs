using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Storage;

/// <summary>Classifies the exceptions of the storage clients.</summary>
public static class StorageFault
{
    /// <summary>Whether the same call may succeed later: no connection, a timeout, throttling, or an error of the service itself.</summary>
    /// <param name="cancellationToken">
    /// The token of the call. A cancelled call is not a fault, but throws the same exception as a timeout of the client.
    /// </param>
    public static bool IsTransient(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        StorageUnavailableException => true,
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
        AggregateException several => several.InnerExceptions.All(inner => IsTransient(inner, cancellationToken)),
        BadHttpRequestException => false, // also an IOException, but of the incoming request
        IOException or HttpRequestException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => false,
    };
}
