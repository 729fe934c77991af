using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.InProcess;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The step that shows the request to what is inside it, and writes the result that comes out.</summary>
internal static class HttpAnswer
{
    public static async Task RunAsync(HttpInvocation invocation, FunctionExecutionDelegate next)
    {
        invocation.IsHttpContextVisible = true;
        await next(invocation);
        switch (invocation.ReturnValue)
        {
            case IResult result:
                await result.ExecuteAsync(invocation.HttpContext);
                break;
            case IActionResult result:
                await result.ExecuteResultAsync(new(invocation.HttpContext, invocation.HttpContext.GetRouteData(), new ActionDescriptor()));
                break;
            default: // another object is not written: the answer is whatever the function left in the response
                break;
        }
    }
}
