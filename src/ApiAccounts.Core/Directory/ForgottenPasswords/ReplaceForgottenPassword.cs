using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Links;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Directory.SignIn;

namespace ApiAccounts.Core.Directory.ForgottenPasswords;

/// <summary>
/// Replaces the forgotten password of an operator. Anyone with the mailed link may do so, once. It ends the operator's sessions, and the
/// lock after wrong passwords: they were guesses at a password that no longer exists.
/// </summary>
public sealed class ReplaceForgottenPassword(
    IOperatorStore store,
    ISignInTallyStore tallies,
    MailedLinks links,
    PasswordHashing passwords,
    AuditEntries audit,
    TimeProvider clock)
{
    /// <summary>The same message for every fault of the token, so that it reveals nothing about it.</summary>
    private static readonly Error NoSuchLink = new(
        ErrorKind.NotFound,
        "no_such_password_link",
        "The link does not work: it expired or was used, or was replaced by another, or the operator may not sign in.");

    /// <param name="token">The end of the link.</param>
    /// <param name="address">The caller's network address, for the audit trail.</param>
    public async Task<Result<Unit>> ExecuteAsync(
        string token, string newPassword, string? address, CancellationToken cancellationToken)
    {
        if (!LinkToken.TryParse(token, out var parsed)) return NoSuchLink;
        var chosen = new ChosenPassword(newPassword, passwords);
        return await OptimisticRetry.UntilDoneAsync<Unit>($"Operator {parsed.OperatorId}", async () =>
        {
            var current = await store.FindCompleteAsync(parsed.OperatorId, cancellationToken);
            if (!links.Match(parsed, current?.Value.PasswordLink) || current is null
                || !MailPasswordLink.MayReplaceItsPassword(current.Value, clock.GetUtcNow())) return NoSuchLink; // before the slow hashing
            if (!(await chosen.ApplyAsync(current.Value, cancellationToken)).TryGet(out var changed, out var fault))
                return fault with { Target = "newPassword" };

            changed = changed with { PasswordCeiling = changed.EmailCeiling };
            var entry = audit.New(
                AuditAction.PasswordLinkUsed, changed.Id, caller: null, OperatorChanges.Describe(current.Value, changed)) with
            {
                Actor = changed.Id,
                Address = address,
            };
            if (!await store.WriteAsync(new(current with { Value = changed }, entry), cancellationToken)) return null;
            await tallies.RemoveAsync(changed.LoginKey, cancellationToken);
            return new Unit();
        });
    }
}
