using ApiAccounts.SelfHost.Discovery;
using ApiAccounts.SelfHost.Invocations;
using ApiAccounts.SelfHost.Stopping;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace ApiAccounts.SelfHost.Http;

/// <summary>Handles every request, with the function that the router found or as the host itself.</summary>
internal sealed partial class HttpDispatcher(
    AdminEndpoint admin,
    CustomHeaders customHeaders,
    FunctionExecutionDelegate pipeline,
    Singletons singletons,
    Grace grace,
    ILogger<HttpDispatcher> logger)
{
    /// <summary>
    /// Runs before the endpoints. Handles the host's own paths, and requests without a function, including those that the router would
    /// refuse with 405.
    /// </summary>
    public Task AnswerAsync(HttpContext context, RequestDelegate next, Fallback? fallback)
    {
        customHeaders.AddTo(context.Response);
        if (ReservedPaths.IsReserved(context.Request.Path)) return admin.AnswerAsync(context);
        if (context.GetEndpoint()?.Metadata.GetMetadata<Function>() is not null) return next(context);
        if (fallback is not null) return fallback.AnswerAsync(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>Runs an HTTP function.</summary>
    public async Task RunAsync(Function function, HttpContext context)
    {
        var invocation = new HttpInvocation(function, context, singletons, grace.Ended);
        try
        {
            await pipeline(invocation);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            Unreadable(function.Name, exception);
            context.Response.Clear();
            context.Response.StatusCode = exception.StatusCode;
        }
        catch (Exception exception)
        {
            if (context.RequestAborted.IsCancellationRequested) CallerDisconnected(function.Name, exception);
            else Failed(function.Name, invocation.InvocationId, exception);
            if (context.Response.HasStarted)
            {
                context.Abort(); // a partial response must not look complete
                return;
            }
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Function {Function} failed (invocation {InvocationId}).")]
    private partial void Failed(string function, string invocationId, Exception exception);

    [LoggerMessage(2, LogLevel.Debug, "Function {Function} failed after its caller had disconnected.")]
    private partial void CallerDisconnected(string function, Exception exception);

    [LoggerMessage(3, LogLevel.Debug, "Function {Function} could not read the body of its request.")]
    private partial void Unreadable(string function, Exception exception);
}
