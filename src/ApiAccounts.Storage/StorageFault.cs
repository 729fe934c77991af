using ApiAccounts.Core.Kernel;
using Azure;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Storage;

/// <summary>What the clients of the storage throw when it does not answer.</summary>
public static class StorageFault
{
    /// <summary>Whether the same call may succeed later: no connection, a time-out, throttling, an error of the service itself.</summary>
    /// <param name="cancellationToken">
    /// That of the call: what it ended is no fault, and a time-out of the client looks the same otherwise.
    /// </param>
    public static bool IsTransient(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        StorageUnavailableException => true,
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
        AggregateException several => several.InnerExceptions.All(inner => IsTransient(inner, cancellationToken)),
        BadHttpRequestException => false, // an IOException too, of the request that is being answered
        IOException or HttpRequestException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => false,
    };
}
