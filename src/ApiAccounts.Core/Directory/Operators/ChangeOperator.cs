using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.EmailConfirmations;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>
/// Changes an operator. A new user name takes three steps: write its login row, write the operator's row (the commit point), delete
/// the old login row. A crash in between leaves a stale login row (<see cref="UserNames"/>). A new password ends all sessions.
/// </summary>
public sealed class ChangeOperator(
    IOperatorStore store,
    IGroupStore groups,
    OperatorGrants grants,
    PasswordHashing passwords,
    CurrentPassword currentPassword,
    ChangedEmail emails,
    IGainsOfRights gains,
    ReserveNames names,
    YieldNames yields,
    ExpiryDeadlines deadlines,
    AuditEntries audit,
    TimeProvider clock)
{
    internal static readonly Error InvitationPending = Error.Conflict(
        "invitation_pending", "The operator has not accepted its invitation yet. Acceptance sets its password and activates it.");

    internal static readonly Error ApiOnly = Error.Conflict("api_only", "The operator is API-only: it cannot sign in and has no password.");

    private static readonly Error ChangedMeanwhile = Error.Conflict("changed_meanwhile", "The operator has changed since it was read.");

    private static readonly Error NotItself = new(
        ErrorKind.Forbidden, "forbidden", "An operator cannot enable or disable its own sign-in with a password.");

    private static readonly Error OwnStatus = new(ErrorKind.Forbidden, "own_status", "An operator cannot raise its own status.");

    private static readonly Error OwnExpiry = new(
        ErrorKind.Forbidden, "own_expiry", "An operator cannot change the expiry of its own access.");

    /// <param name="version">The version that must still be current; null for any.</param>
    /// <returns>The operator after the change.</returns>
    public async Task<Result<Operator>> ExecuteAsync(
        Caller caller, AccountId id, OperatorChanges changes, string? version, CancellationToken cancellationToken)
    {
        if (Rights.ToChangeOperator(caller, id) is { } refusal) return refusal;
        if (changes.Check() is { } fault) return fault;
        return changes.GivesRights
            ? await gains.TellAsync(caller, [id], () => ChangeAsync(caller, id, changes, version, cancellationToken), cancellationToken)
            : await ChangeAsync(caller, id, changes, version, cancellationToken);
    }

    private async Task<Result<Operator>> ChangeAsync(
        Caller caller, AccountId id, OperatorChanges changes, string? version, CancellationToken cancellationToken)
    {
        var chosen = changes.Password is { } password ? new ChosenPassword(password, passwords) : null;
        string? verifiedHash = null;
        return await OptimisticRetry.UntilDoneAsync<Operator>($"Operator {id}", async () =>
        {
            if (await store.FindCompleteAsync(id, cancellationToken) is not { } current) return Error.NotFound("operator");
            if (await grants.RefusalToActAsync(caller, current.Value, cancellationToken) is { } overreach) return overreach;
            if (version is not null && version != current.Version) return ChangedMeanwhile;
            if (RefusalInCurrentState(current.Value, changes) is { } conflict) return conflict;
            if (!changes.Apply(current.Value).TryGet(out var changed, out var tooMuch)) return tooMuch;
            if (RefusalToApply(caller, current.Value, changed) is { } notAllowed) return notAllowed;
            if (changes.Password is { } requested && PasswordRules.Check(requested, changed) is { } weak) return weak;
            if (NeedsPassword(changes, current.Value, changed))
            {
                if (await RefusalToTakeOverAsync(caller, current.Value, changes, verifiedHash, cancellationToken) is { } takeover)
                    return takeover;
                verifiedHash = current.Value.PasswordHash;
            }
            if (changed.Email != current.Value.Email)
            {
                changed = changed with
                {
                    EmailCeiling = await CeilingAsync(caller, current.Value, current.Value.EmailCeiling, cancellationToken),
                };
            }
            if (chosen is null) return await WriteAsync(caller, current, changed, cancellationToken);
            if (!(await chosen.ApplyAsync(changed, cancellationToken)).TryGet(out var withPassword, out var refused)) return refused;
            var ceiling = await CeilingAsync(caller, current.Value, current.Value.PasswordCeiling, cancellationToken);
            withPassword = withPassword with { PasswordCeiling = ceiling };
            return await WriteAsync(caller, current, withPassword, cancellationToken);
        });
    }

    /// <returns>Null if the operator's state permits the changes.</returns>
    private static Error? RefusalInCurrentState(Operator current, OperatorChanges changes)
    {
        if (current.Status == OperatorStatus.Invited && (changes.Password is not null || changes.Status is not null))
            return InvitationPending;
        return current.IsApiOnly && changes.Password is not null ? ApiOnly : null;
    }

    /// <summary>Whether the caller, who may change the operator, may apply these changes.</summary>
    /// <returns>Null if it may.</returns>
    private Error? RefusalToApply(Caller caller, Operator current, Operator changed)
    {
        if (changed.AllowsPasswordSignIn != current.AllowsPasswordSignIn && !caller.May(Permission.ManageOperators)) return NotItself;
        if (changed.Id == caller.Operator && changed.Status < current.Status) return OwnStatus;
        if (changed.ExpiresAt != current.ExpiresAt && changed.Id == caller.Operator) return OwnExpiry;
        if (CallerEnds.ToReplaceEnd(caller, changed.Id, current.ExpiresAt, changed.ExpiresAt) is { } outlives) return outlives;
        if (changed.ExpiresAt != current.ExpiresAt && Expiry.CheckIsFuture(changed.ExpiresAt, clock.GetUtcNow()) is { } past) return past;
        var hasOtherRights = changed.IsAdministrator != current.IsAdministrator || !changed.Groups.SetEquals(current.Groups);
        return hasOtherRights ? Rights.ToManageRightsOf(caller, changed.Id) : null;
    }

    /// <summary>Whether somebody could sign in as the operator after the changes who could not before.</summary>
    private static bool NeedsPassword(OperatorChanges changes, Operator current, Operator changed) =>
        changes.Password is not null || changed.Email != current.Email || changed.LoginKey != current.LoginKey;

    /// <summary>Returns the ceiling of a password or e-mail address that the caller sets.</summary>
    /// <param name="own">The present one. It stays if an operator changes its own.</param>
    private async Task<string?> CeilingAsync(Caller caller, Operator current, string? own, CancellationToken cancellationToken)
    {
        if (current.Id == caller.Operator) return own;
        return Ceiling.IsTrusted(caller, current.Id)
            ? null
            : Ceiling.Of(caller, current.Id, await grants.OfAsync(current, cancellationToken));
    }

    /// <param name="verifiedHash">The hash that an earlier attempt has verified; null for none.</param>
    /// <returns>Null if the caller may.</returns>
    private async Task<Error?> RefusalToTakeOverAsync(
        Caller caller, Operator current, OperatorChanges changes, string? verifiedHash, CancellationToken cancellationToken)
    {
        if (current.Id != caller.Operator) return CallerEnds.ToLearnSecret(caller, current.Id, current.ExpiresAt);
        if (changes.CurrentPassword is not { } password) return CurrentPassword.Required;
        if (verifiedHash is not null && verifiedHash == current.PasswordHash) return null;
        return await currentPassword.RefusalAsync(caller, current, password, cancellationToken);
    }

    private async Task<Result<Operator>?> WriteAsync(
        Caller caller, Versioned<Operator> current, Operator changed, CancellationToken cancellationToken)
    {
        if (OperatorChanges.Describe(current.Value, changed) is not { Count: > 0 } differences) return current.Value;
        if (!(await store.CountAsync(caller, current.Value, changed, cancellationToken)).TryGet(out var partner, out var last)) return last;
        var newGroups = changed.Groups.Except(current.Value.Groups);
        if (!(await groups.FindNamedAsync(changed.Id.Pid, newGroups, cancellationToken)).TryGet(out var joined, out var unknown))
            return unknown;
        var (id, oldKey, newKey) = (changed.Id, current.Value.LoginKey, changed.LoginKey);
        var reserving = changed.UserName == current.Value.UserName
            ? Result.Of<IReadOnlyList<NameReservation>>([])
            : await names.ExecuteAsync(changed, caller, cancellationToken);
        if (!reserving.TryGet(out var reserved, out var lookAlike)) return lookAlike;

        // Read before the row is written: if the operator gets its old name back meanwhile, the login row has a new version and stays.
        var oldLogin = newKey == oldKey ? null : await store.FindLoginAsync(oldKey, cancellationToken);
        if (newKey != oldKey) await store.ClaimUserNameAsync(id, newKey, cancellationToken);
        if (newKey != oldKey) await yields.ExecuteAsync(changed, cancellationToken);

        if (changed.ExpiresAt != current.Value.ExpiresAt) await deadlines.SetAsync(id, changed.ExpiresAt, cancellationToken);
        var entry = audit.New(AuditAction.OperatorChanged, id, caller, differences);
        var writing = await emails.WriteAsync(
            current.Value,
            current with { Value = changed },
            written => store.WriteAsync(
                new(written.Operator, entry)
                {
                    Partner = partner,
                    Names = reserved,
                    Joined = joined,
                    Mail = written.Mail,
                    Notice = written.Notice,
                },
                cancellationToken),
            cancellationToken);
        if (writing?.TryGet(out _, out _) != true) return writing;
        if (newKey != oldKey) await store.KeepClaimAsync(id, newKey, cancellationToken);
        await deadlines.MovedAsync(
            id,
            current.Value.ExpiresAt,
            changed.ExpiresAt,
            async () => (await store.FindAsync(id, cancellationToken))?.Value.ExpiresAt,
            cancellationToken);
        if (newKey != oldKey) await store.ReleaseUserNameAsync(id, oldKey, oldLogin, cancellationToken);
        return writing;
    }
}
