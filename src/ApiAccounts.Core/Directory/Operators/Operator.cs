using System.Collections.Immutable;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>A person or an integration in a partner's account, who holds API users.</summary>
public sealed record Operator
{
    public required AccountId Id { get; init; }

    /// <summary>What it signs in with; unique in the whole deployment in its normalised form (<see cref="LoginName"/>).</summary>
    public required string UserName { get; init; }

    public required string Email { get; init; }

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    /// <summary>What it is in its company; null where that was not said.</summary>
    public string? Title { get; init; }

    public string? PhoneNumber { get; init; }

    public required OperatorStatus Status { get; init; }

    /// <summary>Being one is an authorization of its own kind: it is counted on the partner, so that the last one cannot go.</summary>
    public bool IsAdministrator { get; init; }

    /// <summary>Those granted beside being an administrator: never <see cref="OperatorAuthorization.AccountAdministrator"/>.</summary>
    public ImmutableSortedSet<OperatorAuthorization> Authorizations { get; init; } = [];

    /// <summary>The groups it is a member of, by their numbers.</summary>
    public ImmutableSortedSet<uint> Groups { get; init; } = [];

    /// <summary>The roles it holds beside being an administrator: never <see cref="BuiltInRoles.Admin"/>.</summary>
    public ImmutableHashSet<RoleAssignment> Roles { get; init; } = [];

    /// <summary>Fields of the Uptrends dialect that mean nothing to us, kept as they were sent: a JSON object, or null for none.</summary>
    public string? UptrendsFields { get; init; }

    /// <summary>As <see cref="PasswordHashing"/> made it; null for one that cannot sign in with a password.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>The hashes of the passwords it had before, the newest first: at most <see cref="PasswordRules.Remembered"/> with the present one.</summary>
    public ImmutableList<string> FormerPasswordHashes { get; init; } = [];

    /// <summary>From this instant on the password, which the system made and mailed, no longer works; null for one that was chosen.</summary>
    public DateTimeOffset? TemporaryPasswordEndsAt { get; init; }

    /// <summary>Sessions and tokens are of the version they were begun in: a new one ends them all.</summary>
    public int SignInVersion { get; init; }

    /// <summary>False for one that may only sign in through single sign-on.</summary>
    public bool AllowsPasswordSignIn { get; init; } = true;

    /// <summary>Acts through API users and custom services only, and never signs in.</summary>
    public bool IsApiOnly { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From this instant on nothing it owns works; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The last sign-in with a password that began a session; null for none.</summary>
    public DateTimeOffset? LastSignInAt { get; init; }

    /// <summary>When it was invited; null for one that was made without an invitation.</summary>
    public DateTimeOffset? InvitedAt { get; init; }

    /// <summary>Why it was invited; null where that was not said.</summary>
    public string? InvitationReason { get; init; }

    /// <summary>As <see cref="Access.SecretHasher"/> made it, of what the link of its invitation ends with; null when there is no link that works.</summary>
    public string? InvitationHash { get; init; }

    /// <summary>From this instant on its invitation cannot be accepted, and it is removed; null unless it is <see cref="OperatorStatus.Invited"/>.</summary>
    public DateTimeOffset? InvitationEndsAt { get; init; }

    /// <summary>The hash of its password and of those before, the newest first.</summary>
    public IEnumerable<string> PasswordHashes => PasswordHash is null ? FormerPasswordHashes : [PasswordHash, .. FormerPasswordHashes];

    /// <summary>Whether a password is of any use to it.</summary>
    public bool MayHavePassword => AllowsPasswordSignIn && !IsApiOnly;

    /// <summary>What its login row is found by.</summary>
    public string LoginKey => LoginName.KeyOf(LoginName.Normalise(UserName)!);

    /// <summary>All roles it holds, by their numbers.</summary>
    public IEnumerable<RoleAssignment> HeldRoles =>
        (IsAdministrator ? Roles.Add(RoleAssignment.Administrator) : Roles).OrderBy(held => held.Role).ThenBy(held => held.Workspace);

    /// <summary>
    /// Whether the partner's number of administrators includes it, of whom one has to stay: those that will end by themselves, or can never sign in, do not
    /// count.
    /// </summary>
    public bool CountsAsAdministrator => IsAdministrator && Status == OperatorStatus.Active && !IsApiOnly && ExpiresAt is null;

    public string FullName => Operators.FullName.Of(FirstName, LastName);

    /// <summary>Whether it is in a group; one that is still being made is in none.</summary>
    public bool IsMemberOf(uint groupNumber) => Status != OperatorStatus.Pending && Groups.Contains(groupNumber);

    public bool Has(OperatorAuthorization authorization) =>
        authorization == OperatorAuthorization.AccountAdministrator ? IsAdministrator : Authorizations.Contains(authorization);

    /// <summary>The same operator with an authorization granted or withdrawn.</summary>
    public Operator With(OperatorAuthorization authorization, bool isGranted) => authorization == OperatorAuthorization.AccountAdministrator
        ? this with { IsAdministrator = isGranted }
        : this with { Authorizations = isGranted ? Authorizations.Add(authorization) : Authorizations.Remove(authorization) };

    /// <summary>The same operator with other roles.</summary>
    /// <param name="held">All that it is to hold.</param>
    public Operator WithRoles(IReadOnlyCollection<RoleAssignment> held) => this with
    {
        IsAdministrator = held.Contains(RoleAssignment.Administrator),
        Roles = [.. held.Where(assignment => assignment.Role != BuiltInRoles.Admin)],
    };

    /// <summary>The same operator with another password, which ends its sessions.</summary>
    /// <param name="temporaryEndsAt">When it ends, of one that the system made; null for one that was chosen.</param>
    public Operator WithPassword(string hash, DateTimeOffset? temporaryEndsAt) => this with
    {
        PasswordHash = hash,
        FormerPasswordHashes = [.. PasswordHashes.Take(PasswordRules.Remembered - 1)],
        TemporaryPasswordEndsAt = temporaryEndsAt,
        SignInVersion = SignInVersion + 1,
    };

    /// <summary>Whether its password, when it is right, is good for anything at a time.</summary>
    public bool MayUsePasswordAt(DateTimeOffset time) => MayHavePassword && (TemporaryPasswordEndsAt is null || time < TemporaryPasswordEndsAt);

    /// <summary>Whether what it owns works at a time.</summary>
    public bool MayActAt(DateTimeOffset time) => Status == OperatorStatus.Active && (ExpiresAt is null || time < ExpiresAt);

    /// <summary>Whether it may itself sign in with a password, and stay so, at a time.</summary>
    public bool MaySignInAt(DateTimeOffset time) => MayActAt(time) && MayHavePassword;
}
