using ApiAccounts.Core.Kernel.Settings;
using ApiAccounts.Core.Mail;
using ApiAccounts.Functions.Console;
using ApiAccounts.Functions.Dialects.AudienceManager;
using ApiAccounts.Functions.Dialects.Marketo;
using ApiAccounts.Functions.Dialects.OAuth;
using ApiAccounts.Functions.Dialects.Uptrends;
using ApiAccounts.Functions.Dialects.V1;
using ApiAccounts.Functions.Mail;

namespace ApiAccounts.Functions.Startup;

internal static class ServiceCollectionExtensions
{
    /// <summary>Adds the services of the HTTP triggers.</summary>
    public static IServiceCollection AddDialects(this IServiceCollection services)
    {
        services.AddSettings<HttpOptions, HttpOptionsValidator>(HttpOptions.Section);
        services.AddSingleton<HttpMetrics>();
        services.AddSingleton<ClientAddress>();
        services.AddSingleton<AudienceIds>();
        services.AddSingleton<RequestOrigin>();
        services.AddSingleton<ConsoleRequest>();
        services.AddSingleton<ConsoleCookie>();
        services.AddSingleton<ConsoleAuthentication>();
        services.AddSingleton<Authentication>();
        services.AddSingleton<OAuthClients>();
        services.AddSingleton<Idempotency>();
        services.AddSingleton<MarketoApi>();
        services.AddSingleton<MarketoUsers>();
        services.AddSingleton<Api>();
        services.AddSingleton<VerifyFunctions>(); // for VerifyMiddleware
        services.AddSingleton<ConsoleApi>();
        services.AddSingleton<ConsoleFiles>();
        services.AddSingleton<ConsoleWebsiteFunctions>(); // for CatchAllFunctions
        services.AddSingleton<ErrorAnswers>();
        services.AddSingleton<PagedReads>();
        services.AddSingleton<IDialect, UptrendsDialect>();
        services.AddSingleton<IDialect, AudienceDialect>();
        services.AddSingleton<IDialect, MarketoUserServiceDialect>();
        services.AddSingleton<IDialect, MarketoRestDialect>();
        services.AddSingleton<IDialect, OAuthDialect>();
        services.AddSingleton<IDialect, V1Dialect>(); // last: it owns all remaining paths
        return services;
    }

    /// <summary>Adds the sender of mails.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services) => services.AddSingleton<IMailSender, SmtpMailSender>();

    /// <summary>Adds the services that run when the app starts and stops.</summary>
    public static IServiceCollection AddStartAndStop(this IServiceCollection services)
    {
        services.AddHostedService<PrepareStorage>();
        services.AddHostedService<DrainSpool>(); // stops after FlushUsage, so it can still send what that spools
        services.AddHostedService<FlushUsage>();
        return services;
    }
}
