using System.Globalization;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.EmailConfirmations;
using ApiAccounts.Core.Directory.Links;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>Accounts, <c>{pid}</c> / <c>operator|{userId}</c>.</summary>
internal static class OperatorRow
{
    public const string Id = "Id";
    public const string UserName = "UserName";
    public const string Email = "Email";
    public const string FirstName = "FirstName";
    public const string LastName = "LastName";
    public const string Title = "Title";
    public const string PhoneNumber = "PhoneNumber";
    public const string Status = "Status";
    public const string IsAdministrator = "IsAdministrator";
    public const string Authorizations = "Authorizations";
    public const string Groups = "Groups";
    public const string Roles = "Roles";
    public const string UptrendsFields = "UptrendsFields";
    public const string PasswordHash = "PasswordHash";
    public const string FormerPasswordHashes = "FormerPasswordHashes";
    public const string TemporaryPasswordEndsAt = "TemporaryPasswordEndsAt";
    public const string EmailCeiling = "EmailCeiling";
    public const string EmailProof = "EmailProof";
    public const string ProvenAddress = "ProvenAddress";
    public const string EmailLinkHash = "EmailLinkHash";
    public const string EmailLinkEndsAt = "EmailLinkEndsAt";
    public const string PasswordLinkHash = "PasswordLinkHash";
    public const string PasswordLinkEndsAt = "PasswordLinkEndsAt";
    public const string PasswordCeiling = "PasswordCeiling";
    public const string SignInVersion = "SignInVersion";
    public const string AllowsPasswordSignIn = "AllowsPasswordSignIn";
    public const string IsApiOnly = "IsApiOnly";
    public const string LastSignInAt = "LastSignInAt";
    public const string CreatedAt = "CreatedAt";
    public const string ExpiresAt = "ExpiresAt";
    public const string InvitedAt = "InvitedAt";
    public const string InvitationReason = "InvitationReason";
    public const string InvitationHash = "InvitationHash";
    public const string InvitationEndsAt = "InvitationEndsAt";
    public const string RecoveryHash = "RecoveryHash";

    public static TableEntity Write(Operator @operator) => new(
        AccountsKeys.Directory(@operator.Id.Pid), AccountsKeys.Operator(@operator.Id.UserId))
    {
        [Row.Shape] = Row.CurrentShape,
        [Id] = @operator.Id.ToString(),
        [UserName] = @operator.UserName,
        [Email] = @operator.Email,
        [FirstName] = @operator.FirstName,
        [LastName] = @operator.LastName,
        [Title] = @operator.Title,
        [PhoneNumber] = @operator.PhoneNumber,
        [Status] = @operator.Status.ToString(),
        [IsAdministrator] = @operator.IsAdministrator,
        [Authorizations] = string.Join(',', @operator.Authorizations),
        [Groups] = string.Join(',', @operator.Groups.Select(group => group.ToString(CultureInfo.InvariantCulture))),
        [Roles] = string.Join(',', @operator.HeldRoles.Where(assignment => assignment.Role != BuiltInRoles.Admin).Select(Text)),
        [UptrendsFields] = @operator.UptrendsFields,
        [PasswordHash] = @operator.PasswordHash,
        [FormerPasswordHashes] = string.Join(',', @operator.FormerPasswordHashes),
        [TemporaryPasswordEndsAt] = @operator.TemporaryPasswordEndsAt,
        [EmailCeiling] = @operator.EmailCeiling,
        [EmailProof] = @operator.EmailProof.ToString(),
        [ProvenAddress] = @operator.ProvenAddress,
        [EmailLinkHash] = @operator.EmailLink?.Hash,
        [EmailLinkEndsAt] = @operator.EmailLink?.EndsAt,
        [PasswordLinkHash] = @operator.PasswordLink?.Hash,
        [PasswordLinkEndsAt] = @operator.PasswordLink?.EndsAt,
        [PasswordCeiling] = @operator.PasswordCeiling,
        [SignInVersion] = @operator.SignInVersion,
        [AllowsPasswordSignIn] = @operator.AllowsPasswordSignIn,
        [IsApiOnly] = @operator.IsApiOnly,
        [LastSignInAt] = @operator.LastSignInAt,
        [CreatedAt] = @operator.CreatedAt,
        [ExpiresAt] = @operator.ExpiresAt,
        [InvitedAt] = @operator.InvitedAt,
        [InvitationReason] = @operator.InvitationReason,
        [InvitationHash] = @operator.InvitationHash,
        [InvitationEndsAt] = @operator.InvitationEndsAt,
        [RecoveryHash] = @operator.RecoveryHash,
    };

    public static Operator Read(TableEntity row) => new()
    {
        Id = row.Id(Id),
        UserName = row.Text(UserName),
        Email = row.Text(Email),
        FirstName = row.Text(FirstName),
        LastName = row.Text(LastName),
        Title = row.GetString(Title),
        PhoneNumber = row.GetString(PhoneNumber),
        Status = row.Enum<OperatorStatus>(Status),
        IsAdministrator = row.GetBoolean(IsAdministrator) ?? false,
        Authorizations = [.. row.List(Authorizations).Select(Enum.Parse<OperatorAuthorization>)],
        Groups = [.. row.List(Groups).Select(group => uint.Parse(group, CultureInfo.InvariantCulture))],
        Roles = [.. row.List(Roles).Select(ReadRole)],
        UptrendsFields = row.GetString(UptrendsFields),
        PasswordHash = row.GetString(PasswordHash),
        FormerPasswordHashes = [.. row.List(FormerPasswordHashes)],
        TemporaryPasswordEndsAt = row.GetDateTimeOffset(TemporaryPasswordEndsAt),
        EmailCeiling = row.GetString(EmailCeiling),
        ProvenAddress = row.GetString(ProvenAddress),
        EmailProof = row.GetString(EmailProof) is { } proof ? System.Enum.Parse<EmailProof>(proof) : default, // absent in older rows
        EmailLink = Link(row, EmailLinkHash, EmailLinkEndsAt),
        PasswordLink = Link(row, PasswordLinkHash, PasswordLinkEndsAt),
        PasswordCeiling = row.GetString(PasswordCeiling),
        SignInVersion = row.GetInt32(SignInVersion) ?? 0,
        AllowsPasswordSignIn = row.GetBoolean(AllowsPasswordSignIn) ?? false,
        IsApiOnly = row.GetBoolean(IsApiOnly) ?? false,
        LastSignInAt = row.GetDateTimeOffset(LastSignInAt),
        CreatedAt = row.Time(CreatedAt),
        ExpiresAt = row.GetDateTimeOffset(ExpiresAt),
        InvitedAt = row.GetDateTimeOffset(InvitedAt),
        InvitationReason = row.GetString(InvitationReason),
        InvitationHash = row.GetString(InvitationHash),
        InvitationEndsAt = row.GetDateTimeOffset(InvitationEndsAt),
        RecoveryHash = row.GetString(RecoveryHash),
    };

    private static MailedLink? Link(TableEntity row, string hash, string endsAt) =>
        row.GetString(hash) is { } text ? new(text, row.Time(endsAt)) : null;

    private static string Text(RoleAssignment assignment) =>
        string.Create(CultureInfo.InvariantCulture, $"{assignment.Role} {assignment.Workspace}");

    private static RoleAssignment ReadRole(string text) =>
        text.Split(' ') is [var role, var workspace]
            ? new(uint.Parse(role, CultureInfo.InvariantCulture), uint.Parse(workspace, CultureInfo.InvariantCulture))
            : throw new InvalidDataException($"'{text}' is not a role in a workspace.");
}
