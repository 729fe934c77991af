using ApiAccounts.Core.Access;
using ApiAccounts.Core.ApiUsers;
using ApiAccounts.Core.ApiUsers.Overview;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.CustomServices;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Groups;
using ApiAccounts.Core.Invitations;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.Operators;
using ApiAccounts.Core.Partners;
using ApiAccounts.Core.RateLimits;
using ApiAccounts.Core.Roles;
using ApiAccounts.Core.Settings;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Spool;
using ApiAccounts.Core.Usage.Stats;
using ApiAccounts.Core.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ApiAccounts.Core;

public static class ServiceCollectionExtensions
{
    /// <summary>The rules and use cases with their settings. The ports they need (stores, the queue) come from elsewhere.</summary>
    public static IServiceCollection AddApiAccounts(this IServiceCollection services)
    {
        services.AddSettings<AccountsOptions, AccountsOptionsValidator>(AccountsOptions.Section);
        services.AddSettings<BootstrapOptions, BootstrapOptionsValidator>(BootstrapOptions.Section);
        services.AddSettings<CustomServicesOptions, CustomServicesOptionsValidator>(CustomServicesOptions.Section);
        services.AddSettings<InvitationsOptions, InvitationsOptionsValidator>(InvitationsOptions.Section);
        services.AddSettings<LastUsedOptions>(LastUsedOptions.Section);
        services.AddSettings<MailOptions, MailOptionsValidator>(MailOptions.Section);
        services.AddSettings<OverviewOptions, OverviewOptionsValidator>(OverviewOptions.Section);
        services.AddSettings<PasswordsOptions, PasswordsOptionsValidator>(PasswordsOptions.Section);
        services.AddSettings<RateLimitsOptions, RateLimitsOptionsValidator>(RateLimitsOptions.Section);
        services.AddSettings<SecretsOptions, SecretsOptionsValidator>(SecretsOptions.Section);
        services.AddSettings<TokensOptions, TokensOptionsValidator>(TokensOptions.Section);
        services.AddSettings<UsageOptions, UsageOptionsValidator>(UsageOptions.Section);
        services.AddSettings<VerificationOptions, VerificationOptionsValidator>(VerificationOptions.Section);

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AuditEntries>();
        services.AddSingleton<ReadAudit>();
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<SecretHasher>();
        services.AddSingleton<SecretRotation>();

        services.AddSingleton<AddOperator>();
        services.AddSingleton<BootstrapFirstPartner>();
        services.AddSingleton<ChangeAuthorization>();
        services.AddSingleton<ChangeOperator>();
        services.AddSingleton<CreateOperator>();
        services.AddSingleton<DeleteOperator>();
        services.AddSingleton<DeleteOperators>();
        services.AddSingleton<FindOperatorByName>();
        services.AddSingleton<FindOperatorId>();
        services.AddSingleton<GetOperator>();
        services.AddSingleton<ListAuthorizations>();
        services.AddSingleton<ListOperators>();
        services.AddSingleton<MailTemporaryPassword>();
        services.AddSingleton<OperatorGrants>();
        services.AddSingleton<PurgeOperator>();
        services.AddSingleton<PurgeOrphans>();
        services.AddSingleton<PurgeSignInTallies>();
        services.AddSingleton<ResetPassword>();
        services.AddSingleton<SignInAttempts>();
        services.AddSingleton<SignInOperator>();
        services.AddSingleton<UpdatePassword>();

        services.AddSingleton<MailSealing>();
        services.AddSingleton<PostMail>();
        services.AddSingleton<SendMail>();

        services.AddSingleton<AcceptInvitation>();
        services.AddSingleton<GetInvitation>();
        services.AddSingleton<InviteOperator>();
        services.AddSingleton<ListInvitations>();
        services.AddSingleton<MailInvitation>();
        services.AddSingleton<PurgeInvitations>();
        services.AddSingleton<ResendInvitation>();
        services.AddSingleton<WithdrawInvitation>();

        services.AddSingleton<ExpiryDeadlines>();
        services.AddSingleton<WarnOfExpiry>();

        services.AddSingleton<AddGroupMember>();
        services.AddSingleton<ChangeGroup>();
        services.AddSingleton<CreateGroup>();
        services.AddSingleton<DeleteGroup>();
        services.AddSingleton<DeleteGroups>();
        services.AddSingleton<FindGroupId>();
        services.AddSingleton<GetGroup>();
        services.AddSingleton<ListGroupMembers>();
        services.AddSingleton<ListGroups>();
        services.AddSingleton<ReadGroups>();
        services.AddSingleton<RemoveGroupMember>();
        services.AddSingleton<SetGroupPermissions>();

        services.AddSingleton<ChangeRole>();
        services.AddSingleton<ChangeRolesOfOperator>();
        services.AddSingleton<CreateRole>();
        services.AddSingleton<DeleteRole>();
        services.AddSingleton<GetRole>();
        services.AddSingleton<ListRoles>();

        services.AddSingleton<ApiUserHolders>();
        services.AddSingleton<ChangeApiUser>();
        services.AddSingleton<DeleteApiUser>();
        services.AddSingleton<GetApiUser>();
        services.AddSingleton<HeldOverviews>();
        services.AddSingleton<ListApiUsers>();
        services.AddSingleton<ReadOverview>();
        services.AddSingleton<RegisterApiUser>();
        services.AddSingleton<RotateApiUser>();
        services.AddSingleton<SaveApiUserChanges>();
        services.AddSingleton<UpdateApiUser>();

        services.AddSingleton<CreateCustomService>();
        services.AddSingleton<DeleteCustomService>();
        services.AddSingleton<GetCustomService>();
        services.AddSingleton<GrantServiceToken>();
        services.AddSingleton<LimitConcurrentCalls>();
        services.AddSingleton<LimitDailyCalls>();
        services.AddSingleton<ListCustomServices>();
        services.AddSingleton<RegenerateServiceSecret>();
        services.AddSingleton<UpdateCustomService>();

        services.AddSingleton<BeginSession>();
        services.AddSingleton<GrantByClientCredentials>();
        services.AddSingleton<GrantByPassword>();
        services.AddSingleton<GrantByRefreshToken>();
        services.AddSingleton<InspectToken>();
        services.AddSingleton<IssueTokens>();
        services.AddSingleton<RevokeToken>();
        services.AddSingleton<TokenSigner>();

        services.AddSingleton<ChangesFeed>();
        services.AddSingleton<HeldCredentials>();
        services.AddSingleton<LimitAccount>();
        services.AddSingleton<PurgeChanges>();
        services.AddSingleton<VerifyAccessToken>();
        services.AddSingleton<VerifyApiUser>();

        services.AddSingleton<AggregateUsage>();
        services.AddSingleton<FileSpool>();
        services.AddSingleton<IUsageSpool>(provider => provider.GetRequiredService<FileSpool>());
        services.AddSingleton<PurgeMarkers>();
        services.AddSingleton<QueueOutage>();
        services.AddSingleton<ReadErrorStats>();
        services.AddSingleton<ReadUsageStats>();
        services.AddSingleton<ReportUsage>();
        services.AddSingleton<SendSpooledUsage>();
        services.AddSingleton<UsageMetrics>();
        services.AddSingleton<UsageRecorder>();
        return services;
    }
}
