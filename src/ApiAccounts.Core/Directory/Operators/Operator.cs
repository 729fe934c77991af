using System.Collections.Immutable;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.EmailConfirmations;
using ApiAccounts.Core.Directory.Links;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>A person or an integration in a partner's account that owns API users.</summary>
public sealed record Operator
{
    public required AccountId Id { get; init; }

    /// <summary>The name for signing in. Its normalised form (<see cref="LoginName"/>) is unique in the partner.</summary>
    public required string UserName { get; init; }

    public required string Email { get; init; }

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    /// <summary>Its job title; null if unknown.</summary>
    public string? Title { get; init; }

    public string? PhoneNumber { get; init; }

    public required OperatorStatus Status { get; init; }

    /// <summary>An authorization of its own kind. The partner counts its administrators, so that the last one cannot be removed.</summary>
    public bool IsAdministrator { get; init; }

    /// <summary>Its other authorizations: never <see cref="OperatorAuthorization.AccountAdministrator"/>.</summary>
    public ImmutableSortedSet<OperatorAuthorization> Authorizations { get; init; } = [];

    /// <summary>The numbers of its groups.</summary>
    public ImmutableSortedSet<uint> Groups { get; init; } = [];

    /// <summary>Its other roles: never <see cref="BuiltInRoles.Admin"/>.</summary>
    public ImmutableHashSet<RoleAssignment> Roles { get; init; } = [];

    /// <summary>Fields of the Uptrends dialect without a meaning here, stored as received: a JSON object, or null for none.</summary>
    public string? UptrendsFields { get; init; }

    /// <summary>The hash from <see cref="PasswordHashing"/>; null if it cannot sign in with a password.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>
    /// The hashes of the previous passwords that people chose, the newest first: with the current one, if it was chosen too, at most
    /// <see cref="PasswordRules.Remembered"/>. A temporary password is generated, so it is not among them.
    /// </summary>
    public ImmutableList<string> FormerPasswordHashes { get; init; } = [];

    /// <summary>The first instant at which its temporary password, generated and mailed, is invalid; null for a chosen password.</summary>
    public DateTimeOffset? TemporaryPasswordEndsAt { get; init; }

    /// <summary>The <see cref="Ceiling"/> of its password; null if it chose the password itself or an administrator set it.</summary>
    public string? PasswordCeiling { get; init; }

    /// <summary>
    /// The <see cref="Ceiling"/> of its e-mail address, which a mailed password inherits; null if the operator itself or an administrator
    /// changed the address last, or nobody did.
    /// </summary>
    public string? EmailCeiling { get; init; }

    /// <inheritdoc cref="EmailConfirmations.EmailProof"/>
    public EmailProof EmailProof { get; init; }

    /// <summary>The login key of the last e-mail address that it confirmed itself; null for none.</summary>
    public string? ProvenAddress { get; init; }

    /// <summary>The link that confirms its e-mail address; null if none is valid.</summary>
    public MailedLink? EmailLink { get; init; }

    /// <summary>The link that replaces its forgotten password; null if none is valid.</summary>
    public MailedLink? PasswordLink { get; init; }

    /// <summary>Sessions and tokens are valid for the version they were created in. A new version ends them all.</summary>
    public int SignInVersion { get; init; }

    /// <summary>False if it may only sign in through single sign-on.</summary>
    public bool AllowsPasswordSignIn { get; init; } = true;

    /// <summary>Whether it acts only through API users and custom services, and never signs in.</summary>
    public bool IsApiOnly { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The first instant at which nothing it owns works; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The last sign-in with a password that created a session; null for none.</summary>
    public DateTimeOffset? LastSignInAt { get; init; }

    /// <summary>When it was invited; null if it was created without an invitation.</summary>
    public DateTimeOffset? InvitedAt { get; init; }

    /// <summary>The reason for its invitation; null if none was given.</summary>
    public string? InvitationReason { get; init; }

    /// <summary>The hash, from <see cref="Access.SecretHasher"/>, of its invitation link's token; null if no link is valid.</summary>
    public string? InvitationHash { get; init; }

    /// <summary>
    /// When its invitation expires and the operator is deleted; null unless it is <see cref="OperatorStatus.Invited"/>.
    /// </summary>
    public DateTimeOffset? InvitationEndsAt { get; init; }

    /// <summary>Which value of the setting recovered it last, as its SHA-256 in hexadecimal; null for none.</summary>
    public string? RecoveryHash { get; init; }

    /// <summary>The hashes of its current and previous passwords, the newest first.</summary>
    public IEnumerable<string> PasswordHashes => PasswordHash is null ? FormerPasswordHashes : [PasswordHash, .. FormerPasswordHashes];

    /// <summary>Whether it can use a password.</summary>
    public bool MayHavePassword => AllowsPasswordSignIn && !IsApiOnly;

    /// <summary>The key of its login row.</summary>
    public string LoginKey => LoginName.KeyOf(LoginName.Normalise(UserName)!);

    /// <summary>
    /// Whether its user name is an e-mail address that it has confirmed. Then no operator without such a proof signs in with the name.
    /// </summary>
    public bool HasProvenName => ProvenAddress == LoginKey;

    /// <summary>Whether it has confirmed its e-mail address itself. Others may count as confirmed.</summary>
    public bool HasProvenEmail => ProvenAddress == LoginName.KeyOf(LoginName.Normalise(Email)!);

    /// <summary>All its roles, by their numbers.</summary>
    public IEnumerable<RoleAssignment> HeldRoles =>
        (IsAdministrator ? Roles.Add(RoleAssignment.Administrator) : Roles).OrderBy(role => role.Role).ThenBy(role => role.Workspace);

    /// <summary>
    /// Whether it counts towards the partner's number of administrators, which must not reach 0. An administrator that will expire or
    /// can never sign in does not count.
    /// </summary>
    public bool CountsAsAdministrator => IsAdministrator && Status == OperatorStatus.Active && !IsApiOnly && ExpiresAt is null;

    public string FullName => Operators.FullName.Of(FirstName, LastName);

    /// <summary>Whether it is in a group. A pending operator is in none.</summary>
    public bool IsMemberOf(uint groupNumber) => Status != OperatorStatus.Pending && Groups.Contains(groupNumber);

    public bool Has(OperatorAuthorization authorization) =>
        authorization == OperatorAuthorization.AccountAdministrator ? IsAdministrator : Authorizations.Contains(authorization);

    /// <summary>Returns the operator with an authorization granted or withdrawn.</summary>
    public Operator With(OperatorAuthorization authorization, bool isGranted) => authorization == OperatorAuthorization.AccountAdministrator
        ? this with { IsAdministrator = isGranted }
        : this with { Authorizations = isGranted ? Authorizations.Add(authorization) : Authorizations.Remove(authorization) };

    /// <summary>Returns the operator with other roles.</summary>
    /// <param name="roles">All its roles after the change.</param>
    public Operator WithRoles(IReadOnlyCollection<RoleAssignment> roles) => this with
    {
        IsAdministrator = roles.Contains(RoleAssignment.Administrator),
        Roles = [.. roles.Where(assignment => assignment.Role != BuiltInRoles.Admin)],
    };

    /// <summary>Returns the operator with its present e-mail address confirmed.</summary>
    public Operator WithConfirmedEmail() => this with
    {
        EmailProof = EmailProof.Confirmed,
        EmailLink = null,
        ProvenAddress = LoginName.KeyOf(LoginName.Normalise(Email)!),
    };

    /// <summary>Returns the operator with another password, which ends its sessions.</summary>
    /// <param name="temporaryEndsAt">When a temporary password expires; null for a chosen one.</param>
    public Operator WithPassword(string hash, DateTimeOffset? temporaryEndsAt) => this with
    {
        PasswordHash = hash,
        FormerPasswordHashes = [.. (TemporaryPasswordEndsAt is null ? PasswordHashes : FormerPasswordHashes)
            .Take(temporaryEndsAt is null ? PasswordRules.Remembered - 1 : PasswordRules.Remembered)],
        TemporaryPasswordEndsAt = temporaryEndsAt,
        PasswordLink = null,
        SignInVersion = SignInVersion + 1,
    };

    /// <summary>Whether its password, if correct, is usable at a time.</summary>
    public bool MayUsePasswordAt(DateTimeOffset time) =>
        MayHavePassword && (TemporaryPasswordEndsAt is null || time < TemporaryPasswordEndsAt);

    /// <summary>Whether its credentials work at a time.</summary>
    public bool MayActAt(DateTimeOffset time) => Status == OperatorStatus.Active && (ExpiresAt is null || time < ExpiresAt);

    /// <summary>Whether it can sign in with a password, and remain signed in, at a time.</summary>
    public bool MaySignInAt(DateTimeOffset time) => MayActAt(time) && MayHavePassword;
}
