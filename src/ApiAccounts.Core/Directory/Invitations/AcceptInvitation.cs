using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.Invitations;

/// <summary>Makes an invited operator active, with a password that it chooses. Whoever has the link may; once.</summary>
public sealed class AcceptInvitation(IOperatorStore store, SecretHasher secrets, PasswordHashing passwords, AuditEntries audit, TimeProvider clock)
{
    /// <summary>The same words whatever was wrong, so that nothing can be learnt from them.</summary>
    private static readonly Error NoSuchInvitation = new(
        ErrorKind.NotFound, "no_such_invitation", "There is no such invitation: it has ended, was accepted or withdrawn, or another was sent in its place.");

    /// <param name="token">What the link ends with.</param>
    /// <param name="address">The caller's network address, for the audit trail.</param>
    /// <returns>The operator as it is now.</returns>
    public async Task<Result<Operator>> ExecuteAsync(string token, string password, string? address, CancellationToken cancellationToken)
    {
        if (!InvitationToken.TryParse(token, out var given)) return NoSuchInvitation;
        var chosen = new ChosenPassword(password, passwords);
        return await OptimisticRetry.UntilDoneAsync<Operator>($"Operator {given.OperatorId}", async () =>
        {
            var current = await store.FindInvitedAsync(given.OperatorId, cancellationToken);
            if (!IsRight(given, current?.Value) || current is null) return NoSuchInvitation; // before any hashing, which takes long
            if (!(await chosen.ApplyAsync(current.Value, cancellationToken)).TryGet(out var changed, out var fault)) return fault with { Target = "password" };

            var accepted = changed with { Status = OperatorStatus.Active, InvitationHash = null, InvitationEndsAt = null };
            var entry = audit.New(AuditAction.InvitationAccepted, accepted.Id, caller: null) with { Actor = accepted.Id, Address = address };
            var write = new OperatorWrite(current with { Value = accepted }, entry)
            {
                Partner = accepted.CountsAsAdministrator ? await store.WithOneMoreAdministratorAsync(accepted.Id.Pid, cancellationToken) : null,
            };
            return await store.WriteAsync(write, cancellationToken) ? (Result<Operator>?)accepted : null;
        });
    }

    /// <summary>There is always something to compare with.</summary>
    private bool IsRight(InvitationToken given, Operator? invited)
    {
        var hash = invited?.InvitationHash is { } kept ? secrets.Read(kept) : null;
        var isMatch = secrets.Match(given.Secret, hash, previous: null) == SecretMatch.Current;
        var now = clock.GetUtcNow();
        return isMatch && invited is not null && now < invited.InvitationEndsAt && (invited.ExpiresAt is null || now < invited.ExpiresAt);
    }
}
