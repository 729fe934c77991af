using ApiAccounts.Core;
using ApiAccounts.Functions.Http;
using ApiAccounts.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ApiAccounts.Functions.Startup;

/// <summary>The app, the same on the worker of the Functions host and on the self-host.</summary>
public static class FunctionsApp
{
    /// <summary>Adds all of it but what gives functions their requests, which is the host's.</summary>
    public static void AddApp(this IFunctionsWorkerApplicationBuilder builder)
    {
        builder.UseMiddleware<ErrorMiddleware>();
        builder.Services.AddApiAccounts().AddAzureStorage().AddDialects().AddMail().AddStartAndStop();

        // RequestBody has a limit of its own and says so; Kestrel's would be an empty 500 behind the Functions host.
        builder.Services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = null);
    }
}
