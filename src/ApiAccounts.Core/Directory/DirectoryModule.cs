using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.EmailConfirmations;
using ApiAccounts.Core.Directory.ForgottenPasswords;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Invitations;
using ApiAccounts.Core.Directory.Links;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Core.Directory;

internal static class DirectoryModule
{
    public static IServiceCollection AddDirectory(this IServiceCollection services)
    {
        services.AddSettings<AccountsOptions, AccountsOptionsValidator>(AccountsOptions.Section);
        services.AddSettings<BootstrapOptions, BootstrapOptionsValidator>(BootstrapOptions.Section);
        services.AddSettings<InvitationsOptions, InvitationsOptionsValidator>(InvitationsOptions.Section);
        services.AddSettings<PagesOptions, PagesOptionsValidator>(PagesOptions.Section);
        services.AddSettings<PasswordsOptions, PasswordsOptionsValidator>(PasswordsOptions.Section);

        services.AddSingleton<IGroupStore, AnnouncingGroupStore>();
        services.AddSingleton<IOperatorStore, AnnouncingOperatorStore>();
        services.AddSingleton<IRoleStore, AnnouncingRoleStore>();

        services.AddSingleton<AcceptInvitation>();
        services.AddSingleton<AddGroupMember>();
        services.AddSingleton<AddOperator>();
        services.AddSingleton<BootstrapFirstPartner>();
        services.AddSingleton<ChangeAuthorization>();
        services.AddSingleton<ChangeGroup>();
        services.AddSingleton<ChangeGroupAuthorization>();
        services.AddSingleton<ChangedEmail>();
        services.AddSingleton<ChangeOperator>();
        services.AddSingleton<ChangeRole>();
        services.AddSingleton<ChangeRolesOfOperator>();
        services.AddSingleton<ConfirmEmail>();
        services.AddSingleton<CreateGroup>();
        services.AddSingleton<CreateOperator>();
        services.AddSingleton<CreateRole>();
        services.AddSingleton<CurrentPassword>();
        services.AddSingleton<DeleteGroup>();
        services.AddSingleton<DeleteGroups>();
        services.AddSingleton<DeleteOperator>();
        services.AddSingleton<DeleteOperators>();
        services.AddSingleton<DeleteRole>();
        services.AddSingleton<EnqueueDeletedOperators>();
        services.AddSingleton<FindGroupId>();
        services.AddSingleton<FindOperatorByName>();
        services.AddSingleton<FindOperatorId>();
        services.AddSingleton<GetGroup>();
        services.AddSingleton<GetInvitation>();
        services.AddSingleton<GetOperator>();
        services.AddSingleton<GetRole>();
        services.AddSingleton<InviteOperator>();
        services.AddSingleton<ListAuthorizations>();
        services.AddSingleton<ListGroupMembers>();
        services.AddSingleton<ListGroups>();
        services.AddSingleton<ListGroupsOfOperator>();
        services.AddSingleton<ListInvitations>();
        services.AddSingleton<ListOperators>();
        services.AddSingleton<ListRoles>();
        services.AddSingleton<MailEmailConfirmation>();
        services.AddSingleton<MailedLinks>();
        services.AddSingleton<MailedPages>();
        services.AddSingleton<MailInvitation>();
        services.AddSingleton<MailPasswordLink>();
        services.AddSingleton<MailTemporaryPassword>();
        services.AddSingleton<OperatorGrants>();
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<ReadAccount>();
        services.AddSingleton<ReadGroups>();
        services.AddSingleton<RecoverAdministrator>();
        services.AddSingleton<RemoveGroupMember>();
        services.AddSingleton<RemoveMembers>();
        services.AddSingleton<ReplaceForgottenPassword>();
        services.AddSingleton<RequestPasswordLink>();
        services.AddSingleton<ResendEmailConfirmation>();
        services.AddSingleton<ReserveNames>();
        services.AddSingleton<ResendInvitation>();
        services.AddSingleton<ResetPassword>();
        services.AddSingleton<SetGroupPermissions>();
        services.AddSingleton<SignInAttempts>();
        services.AddSingleton<SignInForRequest>();
        services.AddSingleton<SignInOperator>();
        services.AddSingleton<UpdatePassword>();
        services.AddSingleton<WithdrawInvitation>();
        services.AddSingleton<YieldNames>();
        return services;
    }
}
