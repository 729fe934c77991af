using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace StandIns.App;

/// <summary>Added before ASP.NET Core integration.</summary>
public sealed class EarlyMiddleware : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        context.Items["trail"] = context.GetHttpContext() is null ? "early sees no request" : "early sees the request";
        return next(context);
    }
}

/// <summary>Answers with a status of the request: <c>X-Answer-With</c> instead of the function, <c>X-Catch-With</c> after it threw.</summary>
public sealed class AnsweringMiddleware : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var http = context.GetHttpContext();
        context.Items["trail"] += $", then {context.FunctionDefinition.InputBindings.Values.Single().Type}";
        if (Status(http, "X-Answer-With") is { } instead)
        {
            http!.Response.Headers["X-By"] = "middleware";
            context.GetInvocationResult().Value = TypedResults.Text("instead", statusCode: instead);
            return;
        }
        try
        {
            await next(context);
        }
        catch (InvalidOperationException exception) when (Status(http, "X-Catch-With") is not null)
        {
            context.GetInvocationResult().Value = TypedResults.Text(exception.Message, statusCode: Status(http, "X-Catch-With"));
        }
    }

    private static int? Status(HttpContext? context, string header) =>
        context is not null && int.TryParse(context.Request.Headers[header], out var status) ? status : null;
}

public sealed class HttpOnlyMiddleware : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        context.Items["trail"] += ", then http only";
        return next(context);
    }
}
