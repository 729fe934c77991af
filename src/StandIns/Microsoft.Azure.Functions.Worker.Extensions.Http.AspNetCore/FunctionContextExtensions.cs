using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.InProcess;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The request of a run.</summary>
public static class FunctionContextExtensions
{
    /// <returns>Null for other triggers, and in middleware added before <c>ConfigureFunctionsWebApplication</c>.</returns>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context is HttpInvocation { IsHttpContextVisible: true } invocation ? invocation.HttpContext : null;
}
