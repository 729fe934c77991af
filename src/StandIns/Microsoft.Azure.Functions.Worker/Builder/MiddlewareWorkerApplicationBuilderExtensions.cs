using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds middleware; each kind is a singleton.</summary>
public static class MiddlewareWorkerApplicationBuilderExtensions
{
    public static IFunctionsWorkerApplicationBuilder UseMiddleware<T>(this IFunctionsWorkerApplicationBuilder builder)
        where T : class, IFunctionsWorkerMiddleware
    {
        builder.Services.AddSingleton<T>();
        return builder.Use(Step<T>);
    }

    /// <param name="predicate">Runs that do not satisfy it pass by the middleware.</param>
    public static IFunctionsWorkerApplicationBuilder UseWhen<T>(
        this IFunctionsWorkerApplicationBuilder builder, Func<FunctionContext, bool> predicate)
        where T : class, IFunctionsWorkerMiddleware
    {
        builder.Services.AddSingleton<T>();
        return builder.Use(next =>
        {
            var step = Step<T>(next);
            return context => predicate(context) ? step(context) : next(context);
        });
    }

    private static FunctionExecutionDelegate Step<T>(FunctionExecutionDelegate next)
        where T : class, IFunctionsWorkerMiddleware
    {
        T? middleware = null; // a singleton: it need not be asked for at every run
        return context => (middleware ??= context.InstanceServices.GetRequiredService<T>()).Invoke(context, next);
    }
}
