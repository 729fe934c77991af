using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Links;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;

namespace ApiAccounts.Core.Directory.Invitations;

/// <summary>Activates an invited operator with a password that it chooses. Anyone with the link may do so, once.</summary>
public sealed class AcceptInvitation(
    IOperatorStore store, SecretHasher secrets, PasswordHashing passwords, YieldNames yields, AuditEntries audit, TimeProvider clock)
{
    /// <summary>The same message for every fault of the token, so that it reveals nothing about it.</summary>
    private static readonly Error NoSuchInvitation = new(
        ErrorKind.NotFound,
        "no_such_invitation",
        "The invitation does not exist: it expired, was accepted or withdrawn, or was replaced by another.");

    /// <param name="token">The end of the link.</param>
    /// <param name="address">The caller's network address, for the audit trail.</param>
    /// <returns>The operator after the change.</returns>
    public async Task<Result<Operator>> ExecuteAsync(string token, string password, string? address, CancellationToken cancellationToken)
    {
        if (!LinkToken.TryParse(token, out var parsed)) return NoSuchInvitation;
        var chosen = new ChosenPassword(password, passwords);
        return await OptimisticRetry.UntilDoneAsync<Operator>($"Operator {parsed.OperatorId}", async () =>
        {
            var current = await store.FindInvitedAsync(parsed.OperatorId, cancellationToken);
            if (!IsValid(parsed, current?.Value) || current is null) return NoSuchInvitation; // before the slow hashing
            if (!(await chosen.ApplyAsync(current.Value, cancellationToken)).TryGet(out var changed, out var fault))
                return fault with { Target = "password" };

            var accepted = changed.WithConfirmedEmail() with
            {
                Status = OperatorStatus.Active,
                InvitationHash = null,
                InvitationEndsAt = null,
                PasswordCeiling = changed.EmailCeiling,
            };
            var entry = audit.New(AuditAction.InvitationAccepted, accepted.Id, caller: null)
                with
            { Actor = accepted.Id, Address = address };
            var write = new OperatorWrite(current with { Value = accepted }, entry)
            {
                Partner = accepted.CountsAsAdministrator
                    ? await store.WithOneMoreAdministratorAsync(accepted.Id.Pid, cancellationToken)
                    : null,
            };
            await yields.ExecuteAsync(accepted, cancellationToken);
            return await store.WriteAsync(write, cancellationToken) ? (Result<Operator>?)accepted : null;
        });
    }

    /// <summary>Always compares with a hash, even if there is no invitation.</summary>
    private bool IsValid(LinkToken token, Operator? invited)
    {
        var hash = invited?.InvitationHash is { } stored ? secrets.Read(stored) : null;
        var isMatch = secrets.Match(token.Secret, hash, previous: null) == SecretMatch.Current;
        var now = clock.GetUtcNow();
        return isMatch && invited is not null && now < invited.InvitationEndsAt && (invited.ExpiresAt is null || now < invited.ExpiresAt);
    }
}
