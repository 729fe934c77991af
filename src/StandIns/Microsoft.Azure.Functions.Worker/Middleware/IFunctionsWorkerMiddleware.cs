namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>Runs around every function, whatever its trigger.</summary>
public interface IFunctionsWorkerMiddleware
{
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
