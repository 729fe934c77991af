using ApiAccounts.Core.Kernel;
using ApiAccounts.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Functions.Http;

/// <summary>
/// Turns what an HTTP function throws into an answer in its dialect: 503 where the storage did not answer in time, the status of a request
/// that cannot be read, else a 500 with a trace id and nothing else; the log has the rest. A request whose caller has left ends quietly.
/// </summary>
internal sealed partial class ErrorMiddleware(
    ErrorAnswers errors, IOptions<HttpOptions> options, HttpMetrics metrics, ILogger<ErrorMiddleware> logger)
    : IFunctionsWorkerMiddleware
{
    private static readonly Error StorageUnavailable = new(
        ErrorKind.Unavailable, "storage_unavailable", "The storage does not answer at the moment: try again later.");

    /// <summary>By the host: because it stops, or because the caller left, which the worker may hear of first by this.</summary>
    private static readonly Error Cancelled = new(ErrorKind.Unavailable, "call_cancelled", "The call was cancelled: try again.");

    private readonly StoragePatience patience = new(options.Value.StorageWait);

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http) return next(context);
        RequestTrace.Attach(context, http);
        return InvokeAsync(context, http, next);
    }

    private async Task InvokeAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        patience.Begin();
        try
        {
            await next(context);
        }
        catch (Exception exception) when (http.RequestAborted.IsCancellationRequested)
        {
            metrics.Aborted();
            LogAborted(logger, context.FunctionDefinition.Name, exception);
        }
        catch (Exception exception) when (!http.Response.HasStarted) // what has begun is broken off: half an answer must not pass for all
        {
            await errors.Of(http.Request, ErrorOf(exception, context, http)).ExecuteAsync(http);
        }
    }

    private Error ErrorOf(Exception exception, FunctionContext context, HttpContext http)
    {
        var function = context.FunctionDefinition.Name;
        if (exception is BadHttpRequestException unreadable)
        {
            LogUnreadable(logger, function, exception);
            return Unreadable(unreadable);
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
        return new(ErrorKind.Unexpected, "unexpected_error", $"Something went wrong here. The trace id is {http.TraceIdentifier}.");
    }

    /// <summary>Kestrel's own judgement of a body: broken off, badly chunked, too slow, too large.</summary>
    private static Error Unreadable(BadHttpRequestException exception) => exception.StatusCode switch
    {
        StatusCodes.Status408RequestTimeout => new(ErrorKind.TooSlow, "request_timeout", "The body arrives too slowly."),
        StatusCodes.Status413PayloadTooLarge => RequestBody.TooLarge,
        _ => Error.Malformed("The body of the request cannot be read as HTTP/1.1 has it."),
    };

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function}: the caller closed the connection before the answer was complete.")]
    private static partial void LogAborted(ILogger logger, string function, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function}: the host cancelled the call.")]
    private static partial void LogCancelled(ILogger logger, string function, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function}: the body of the request cannot be read.")]
    private static partial void LogUnreadable(ILogger logger, string function, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: the storage did not answer in time, trace id {TraceId}")]
    private static partial void LogUnavailable(ILogger logger, string function, string traceId, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed, trace id {TraceId}")]
    private static partial void LogUnexpected(ILogger logger, string function, string traceId, Exception exception);
}
