using Microsoft.Azure.Functions.Worker.Middleware;

namespace ApiAccounts.Functions.Http;

/// <summary>
/// Writes the result of an HTTP function inside all other middleware, as the self-host does. The worker would write it outside, where our
/// middleware would miss a caller that disconnects or a result that throws.
/// </summary>
internal sealed class ResultMiddleware : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await next(context);
        if (context.GetHttpContext() is not { } http || context.GetInvocationResult() is not { Value: IResult result } invocation) return;
        invocation.Value = Results.Empty; // before writing: the worker would write a failed result again
        await result.ExecuteAsync(http);
    }
}
