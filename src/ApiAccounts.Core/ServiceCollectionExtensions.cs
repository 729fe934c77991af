using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Credentials;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory;
using ApiAccounts.Core.Housekeeping;
using ApiAccounts.Core.Idempotency;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.OAuth;
using ApiAccounts.Core.Overview;
using ApiAccounts.Core.RateLimits;
using ApiAccounts.Core.Reports;
using ApiAccounts.Core.Sessions;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Verification;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ApiAccounts.Core;

public static class ServiceCollectionExtensions
{
    /// <summary>Adds the rules and use cases with their settings. Register the ports they need (stores, the queue) separately.</summary>
    public static IServiceCollection AddApiAccounts(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddAccess()
            .AddAudit()
            .AddChanges()
            .AddDeadlines()
            .AddIdempotency()
            .AddMail()
            .AddDirectory()
            .AddTokens()
            .AddRateLimits()
            .AddUsage()
            .AddCredentials()
            .AddOverview()
            .AddVerification()
            .AddOAuth()
            .AddSessions()
            .AddReports()
            .AddHousekeeping();
    }
}
