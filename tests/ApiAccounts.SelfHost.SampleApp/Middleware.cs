using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace ApiAccounts.SelfHost.SampleApp;

/// <summary>
/// Answers with a status of the request: <c>X-Answer-With</c> instead of the function, <c>X-Catch-With</c> after it threw.
/// </summary>
public sealed class AnsweringMiddleware : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var http = context.GetHttpContext();
        context.Items["trail"] = $"first {context.FunctionDefinition.InputBindings.Values.Single().Type}";
        if (Status(http, "X-Answer-With") is { } instead)
        {
            http!.Response.Headers["X-By"] = "middleware";
            await TypedResults.Text("instead", statusCode: instead).ExecuteAsync(http);
            return;
        }
        try
        {
            await next(context);
        }
        catch (InvalidOperationException exception) when (Status(http, "X-Catch-With") is not null)
        {
            await TypedResults.Text(exception.Message, statusCode: Status(http, "X-Catch-With")).ExecuteAsync(http!);
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
