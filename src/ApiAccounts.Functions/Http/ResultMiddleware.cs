using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace ApiAccounts.Functions.Http;

/// <summary>
/// Writes the result of an HTTP function inside all other middleware, as the self-host does. The worker would write it outside of them,
/// where nothing of ours hears of a caller that left half way, or of a result that fails.
/// </summary>
internal sealed class ResultMiddleware : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await next(context);
        if (context.GetHttpContext() is not { } http || context.GetInvocationResult() is not { Value: IResult result } invocation) return;
        invocation.Value = Results.Empty; // first: the worker would write it again after one that failed
        await result.ExecuteAsync(http);
    }
}
