using ApiAccounts.Storage;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace ApiAccounts.Functions.Http;

/// <summary>
/// Turns an exception of an HTTP function into a response in its dialect: 503 if the storage did not respond in time, a 4xx for a malformed
/// request, else a 500 with only a trace id; the log has the rest. If the caller has disconnected, there is no response.
/// </summary>
internal sealed partial class ErrorMiddleware(
    ErrorAnswers errors, IOptions<HttpOptions> options, HttpMetrics metrics, ILogger<ErrorMiddleware> logger)
    : IFunctionsWorkerMiddleware
{
    private static readonly Error StorageUnavailable = new(
        ErrorKind.Unavailable, "storage_unavailable", "The storage does not respond. Try again later.");

    /// <summary>The host cancelled the call: it is stopping, or the caller disconnected before the worker noticed.</summary>
    private static readonly Error Cancelled = new(ErrorKind.Unavailable, "call_cancelled", "The call was cancelled. Try again.");

    private readonly StorageWaitLimit waitLimit = new(options.Value.StorageWait);

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http) return next(context);
        RequestTrace.Attach(context, http);
        return InvokeAsync(context, http, next);
    }

    private async Task InvokeAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        waitLimit.Begin();
        try
        {
            await RunAsync(context, http, next);
        }
        catch (Exception exception) when (http.RequestAborted.IsCancellationRequested)
        {
            metrics.Aborted();
            LogAborted(logger, context.FunctionDefinition.Name, exception);
        }
    }

    private async Task RunAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            // Once the response has started, the exception aborts it: a partial response must not look complete.
            await errors.Of(http.Request, ErrorOf(exception, context, http)).ExecuteAsync(http);
        }
    }

    private Error ErrorOf(Exception exception, FunctionContext context, HttpContext http)
    {
        var function = context.FunctionDefinition.Name;
        if (exception is BadHttpRequestException badRequest)
        {
            LogUnreadable(logger, function, exception);
            return Unreadable(badRequest);
        }
        if (exception is OperationCanceledException && context.CancellationToken.IsCancellationRequested)
        {
            LogCancelled(logger, function, exception);
            return Cancelled;
        }
        if (exception is TimeoutException || StorageFault.IsTransient(exception, context.CancellationToken))
        {
            LogUnavailable(logger, function, http.TraceIdentifier, exception);
            return StorageUnavailable;
        }
        LogUnexpected(logger, function, http.TraceIdentifier, exception);
        return new(ErrorKind.Unexpected, "unexpected_error", $"An unexpected error occurred. The trace id is {http.TraceIdentifier}.");
    }

    /// <summary>Kestrel rejected the body: it is incomplete, badly chunked, too slow or too large.</summary>
    private static Error Unreadable(BadHttpRequestException exception) => exception.StatusCode switch
    {
        StatusCodes.Status408RequestTimeout => new(ErrorKind.TooSlow, "request_timeout", "The body arrives too slowly."),
        StatusCodes.Status413PayloadTooLarge => RequestBody.TooLarge,
        _ => Error.Malformed("The body of the request is not valid HTTP/1.1."),
    };

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function}: the caller closed the connection before the response was complete.")]
    private static partial void LogAborted(ILogger logger, string function, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function}: the host cancelled the call.")]
    private static partial void LogCancelled(ILogger logger, string function, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function}: the body of the request cannot be read.")]
    private static partial void LogUnreadable(ILogger logger, string function, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: the storage did not respond in time, trace id {TraceId}")]
    private static partial void LogUnavailable(ILogger logger, string function, string traceId, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed, trace id {TraceId}")]
    private static partial void LogUnexpected(ILogger logger, string function, string traceId, Exception exception);
}
