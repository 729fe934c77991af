using Microsoft.Azure.Functions.Worker.Middleware;

namespace ApiAccounts.Functions.Dialects.V1;

/// <summary>
/// Verifies the credentials of every request whose target begins with <c>/verify</c>, whatever function the host chose for it. A gateway
/// that appends the path of its caller would otherwise admit a caller whose dot segments lead to an open route.
/// </summary>
internal sealed class VerifyMiddleware(VerifyFunctions verify) : IFunctionsWorkerMiddleware
{
    private const string Segment = "verify";

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.FunctionDefinition.Name != nameof(VerifyFunctions.Verify)
        && context.GetHttpContext() is { } http
        && (http.Request.Path.StartsWithSegments("/" + Segment) || RequestTarget.Leaves(http.Request, Segment))
            ? VerifyAsync(http, context.CancellationToken)
            : next(context);

    private async Task VerifyAsync(HttpContext http, CancellationToken cancellationToken) =>
        await (await verify.Verify(http.Request, cancellationToken)).ExecuteAsync(http);
}
