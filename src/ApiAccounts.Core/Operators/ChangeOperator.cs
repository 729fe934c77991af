using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Groups;
using ApiAccounts.Core.Ids;

namespace ApiAccounts.Core.Operators;

/// <summary>
/// Changes an operator. A new user name takes three steps: its login row, the operator's row (the commit point), the end of the old login
/// row. Whoever dies in between leaves a login row that means nothing (<see cref="UserNames"/>). A new password ends its sessions.
/// </summary>
public sealed class ChangeOperator(IOperatorStore store, IGroupStore groups, PasswordHashing passwords, AuditEntries audit)
{
    private static readonly Error ChangedMeanwhile = Error.Conflict("changed_meanwhile", "The operator has changed since it was read.");

    private static readonly Error NotItself = new(
        ErrorKind.Forbidden, "forbidden", "An operator cannot allow or forbid itself to sign in with a password.");

    /// <param name="version">The version it has to have still; null for any.</param>
    public async Task<Result<Done>> ExecuteAsync(
        Caller caller, AccountId id, OperatorChanges changes, string? version, CancellationToken cancellationToken)
    {
        if (Rights.ToChangeOperator(caller, id) is { } refusal) return refusal;
        if (changes.Check() is { } fault) return fault;
        var chosen = changes.Password is { } password ? new ChosenPassword(password, passwords) : null;
        return await Changing.UntilDoneAsync<Done>($"Operator {id}", async () =>
        {
            if (await store.FindMadeAsync(id, cancellationToken) is not { } current) return Error.NotFound("operator");
            if (await groups.RefusalToActAsync(caller, current.Value, cancellationToken) is { } overreach) return overreach;
            if (version is not null && version != current.Version) return ChangedMeanwhile;
            if (!changes.Apply(current.Value).TryGet(out var changed, out var tooMuch)) return tooMuch;
            if (changed.AllowsPasswordSignIn != current.Value.AllowsPasswordSignIn && !caller.May(Permission.ManageOperators)) return NotItself;
            if (chosen is null) return await WriteAsync(caller, current, changed, cancellationToken);
            return (await chosen.ApplyAsync(changed, cancellationToken)).TryGet(out var withPassword, out var refused)
                ? await WriteAsync(caller, current, withPassword, cancellationToken)
                : refused;
        });
    }

    private async Task<Result<Done>?> WriteAsync(Caller caller, Stored<Operator> current, Operator changed, CancellationToken cancellationToken)
    {
        if (OperatorChanges.Describe(current.Value, changed) is not { Count: > 0 } words) return new Done();
        var (id, oldKey, newKey) = (changed.Id, current.Value.LoginKey, changed.LoginKey);

        // Read before the row is written: should the operator get its old name back meanwhile, the row is another version, and stays.
        var oldLogin = newKey == oldKey ? null : await store.FindLoginAsync(oldKey, cancellationToken);
        if (newKey != oldKey && !await store.ClaimUserNameAsync(id, newKey, cancellationToken)) return CreateOperator.UserNameTaken;

        var entry = audit.New(AuditAction.OperatorChanged, id, caller, string.Join("; ", words));
        if (!await store.ChangeAsync(current with { Value = changed }, partner: null, entry, cancellationToken)) return null;
        if (oldLogin?.Value.OperatorId == id) await store.RemoveLoginAsync(oldKey, oldLogin, cancellationToken);
        return new Done();
    }
}
