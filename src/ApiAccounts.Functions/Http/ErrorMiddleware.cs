using ApiAccounts.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Functions.Http;

/// <summary>Turns what an HTTP function throws into a 500 in its dialect, with a trace id and nothing else; the log has the rest.</summary>
internal sealed partial class ErrorMiddleware(ILogger<ErrorMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (context.GetHttpContext() is { Response.HasStarted: false } http)
        {
            if (http.RequestAborted.IsCancellationRequested) return; // nobody is left to answer
            var traceId = TraceId(context);
            LogUnexpected(logger, context.FunctionDefinition.Name, traceId, exception);
            await Dialect.Answer(http.Request, Unexpected(traceId)).ExecuteAsync(http); // not by the result of the invocation, which only the worker has
        }
    }

    private static Error Unexpected(string traceId) =>
        new(ErrorKind.Unexpected, "unexpected_error", $"Something went wrong here. The trace id is {traceId}.");

    /// <summary>The trace id of W3C Trace Context where there is one: what the telemetry is found by.</summary>
    private static string TraceId(FunctionContext context) =>
        context.TraceContext.TraceParent?.Split('-') is [_, var traceId, ..] ? traceId : context.InvocationId;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed, trace id {TraceId}")]
    private static partial void LogUnexpected(ILogger logger, string function, string traceId, Exception exception);
}
