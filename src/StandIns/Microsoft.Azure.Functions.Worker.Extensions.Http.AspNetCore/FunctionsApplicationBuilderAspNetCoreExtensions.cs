using Microsoft.Azure.Functions.Worker.InProcess;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>ASP.NET Core integration.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>
    /// Lets functions take an HttpRequest and answer with an IResult or IActionResult. Middleware that needs the request comes after it.
    /// </summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        if (builder.HasAspNetCoreIntegration) return builder;
        builder.HasAspNetCoreIntegration = true;
        builder.Services.AddMvcCore(); // for IActionResult
        builder.Use(next => context => context is HttpInvocation invocation ? HttpAnswer.RunAsync(invocation, next) : next(context));
        return builder;
    }
}
