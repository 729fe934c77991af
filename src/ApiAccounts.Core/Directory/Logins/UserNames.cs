using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Logins;

/// <summary>
/// Resolves user names. The operator's own row is authoritative; a login row points to the operator. A login row may be stale,
/// because the two are written one after the other: its operator was deleted or has another user name. A stale row has no effect.
/// </summary>
internal static class UserNames
{
    /// <summary>The maximum number of attempts of a step that conflicts with changes of the same row.</summary>
    public const int MaxAttempts = 100;

    /// <summary>Finds the operator with a user name, including a pending one.</summary>
    public static async Task<Versioned<Operator>?> FindHolderAsync(
        this IOperatorStore store, string loginKey, CancellationToken cancellationToken) =>
        await store.FindLoginAsync(loginKey, cancellationToken) is { } login
        && await store.FindAsync(login.Value.OperatorId, cancellationToken) is { } found && found.Value.LoginKey == loginKey
            ? found
            : null;

    /// <summary>Finds the operator as <see cref="FindHolderAsync"/> does, with the same reads whether or not the name exists.</summary>
    public static async Task<Versioned<Operator>?> FindHolderEvenlyAsync(
        this IOperatorStore store, string loginKey, CancellationToken cancellationToken)
    {
        var id = (await store.FindLoginAsync(loginKey, cancellationToken))?.Value.OperatorId;
        var found = await store.FindAsync(id?.Pid ?? 0, id?.UserId ?? 0, cancellationToken); // no partner has the number 0
        return found is not null && found.Value.Id == id && found.Value.LoginKey == loginKey ? found : null;
    }

    /// <summary>
    /// Points a login row to an operator. The operator may then be written with that user name if it is unchanged since before this call.
    /// </summary>
    /// <remarks>
    /// If two operators claim the same name, only one succeeds. The row is written even if it already points to the operator, so that
    /// a concurrent claim that found it stale fails to replace it. A claim that replaces it first gives the previous operator a new
    /// version, so that operator's own write of the name fails.
    /// </remarks>
    /// <returns>False if another operator has the name.</returns>
    public static async Task<bool> ClaimUserNameAsync(
        this IOperatorStore store, AccountId id, string loginKey, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var login = await store.FindLoginAsync(loginKey, cancellationToken);
            if (login is not null && login.Value.OperatorId != id
                && await store.FindAsync(login.Value.OperatorId, cancellationToken) is { } other)
            {
                if (other.Value.LoginKey == loginKey) return false;
                if (!await store.TouchAsync(other, cancellationToken)) continue;
            }
            if (await store.ClaimLoginAsync(loginKey, new(id), login, cancellationToken)) return true;
        }
        return false;
    }

    /// <summary>Finds the operator with exactly this id.</summary>
    public static async Task<Versioned<Operator>?> FindAsync(
        this IOperatorStore store, AccountId id, CancellationToken cancellationToken) =>
        await store.FindAsync(id.Pid, id.UserId, cancellationToken) is { } found && found.Value.Id == id ? found : null;

    /// <summary>Finds the operator with exactly this id, unless it is pending.</summary>
    public static async Task<Versioned<Operator>?> FindCompleteAsync(
        this IOperatorStore store, AccountId id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { Value.Status: not OperatorStatus.Pending } found ? found : null;

    /// <summary>Finds the operator with a userId, unless it is pending.</summary>
    public static async Task<Versioned<Operator>?> FindCompleteAsync(
        this IOperatorStore store, uint pid, uint userId, CancellationToken cancellationToken) =>
        await store.FindAsync(pid, userId, cancellationToken) is { Value.Status: not OperatorStatus.Pending } found ? found : null;

    /// <summary>Lists the operators of one partner in the order of creation, without pending ones.</summary>
    public static IAsyncEnumerable<Versioned<Operator>> ListCompleteAsync(
        this IOperatorStore store, uint pid, CancellationToken cancellationToken) =>
        store.ListAsync(pid, cancellationToken).Where(found => found.Value.Status != OperatorStatus.Pending);
}
