using ApiAccounts.Core;
using ApiAccounts.Functions.Dialects.V1;
using ApiAccounts.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ApiAccounts.Functions.Startup;

/// <summary>The app, identical on the worker of the Functions host and on the self-host.</summary>
public static class FunctionsApp
{
    /// <summary>Adds everything except the delivery of triggers to functions, which each host adds itself.</summary>
    public static void AddApp(this IFunctionsWorkerApplicationBuilder builder)
    {
        builder.UseMiddleware<ErrorMiddleware>();
        builder.UseMiddleware<VerifyMiddleware>();
        builder.Services.AddApiAccounts().AddAzureStorage().AddDialects().AddMail().AddStartAndStop();

        // RequestBody enforces its own limit with a proper error. Kestrel's limit would cause an empty 500 behind the Functions host.
        builder.Services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = null);
    }
}
