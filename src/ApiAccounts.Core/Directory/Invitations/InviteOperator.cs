using System.Collections.Immutable;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Core.Directory.Invitations;

/// <summary>The properties of an operator to invite.</summary>
public sealed record NewInvitation(string Email, string FirstName, string LastName)
{
    private const int MaxReasonLength = 255;

    /// <summary>Null for the e-mail address.</summary>
    public string? UserName { get; init; }

    /// <summary>Whether it acts only through API users and custom services.</summary>
    public bool IsApiOnly { get; init; }

    /// <summary>The first instant at which nothing it owns works; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Null if none is given.</summary>
    public string? Reason { get; init; }

    /// <summary>Its roles, with <see cref="BuiltInRoles.Admin"/> for an administrator.</summary>
    public ImmutableHashSet<RoleAssignment> Roles { get; init; } = [];

    /// <returns>Null if they are valid.</returns>
    internal Error? Check(DateTimeOffset now) =>
        EmailAddress.Check(Email)
        ?? LoginName.Check(UserName ?? Email)
        ?? FullName.Check(FullName.Of(FirstName, LastName))
        ?? Expiry.CheckIsFuture(ExpiresAt, now)
        ?? (Reason is null ? null : TextRules.Check(Reason, "reason", MaxReasonLength, "reason"));
}

/// <param name="IsMailed">Whether a mail with a link was enqueued.</param>
public sealed record InvitedOperator(Operator Operator, bool IsMailed);

/// <summary>
/// Creates an operator in the caller's partner that becomes active when it accepts its invitation. It gets a link by mail and
/// chooses a password. An API-only operator is active at once and gets no mail.
/// </summary>
public sealed class InviteOperator(IRoleStore roles, CreateOperator create, MailInvitation mail, TimeProvider clock)
{
    public async Task<Result<InvitedOperator>> ExecuteAsync(Caller caller, NewInvitation invitation, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ManageOperators, caller) is { } refusal) return refusal;
        if (invitation.Check(clock.GetUtcNow()) is { } fault) return fault;
        if (!(await roles.FindNamedAsync(caller.Pid, invitation.Roles, cancellationToken)).TryGet(out var named, out var unknown))
            return unknown;
        if (RoleRules.Check(invitation.IsApiOnly, named.All) is { } mismatch) return mismatch;
        if (named.All.Select(role => RoleRules.ToGive(caller, role)).FirstOrDefault(refused => refused is not null) is { } tooMuch)
            return tooMuch;
        if (!caller.EndOfNew(owner: null, invitation.ExpiresAt).TryGet(out var endsAt, out var outlives)) return outlives;
        if (!invitation.IsApiOnly && mail.Refusal is { } notNow) return notNow;

        var request = new NewOperator(invitation.UserName ?? invitation.Email, invitation.Email, Password: null)
        {
            FirstName = invitation.FirstName.Trim(),
            LastName = invitation.LastName.Trim(),
            Status = invitation.IsApiOnly ? OperatorStatus.Active : OperatorStatus.Invited,
            IsInvited = true,
            InvitationReason = string.IsNullOrWhiteSpace(invitation.Reason) ? null : invitation.Reason,
            IsAdministrator = invitation.Roles.Contains(RoleAssignment.Administrator),
            Roles = invitation.Roles.Remove(RoleAssignment.Administrator),
            IsApiOnly = invitation.IsApiOnly,
            ExpiresAt = endsAt,
        };
        return (await create.ExecuteAsync(caller.Pid, request, caller, cancellationToken)).TryGet(out var created, out var error)
            ? new InvitedOperator(created, !created.IsApiOnly)
            : error;
    }
}
