using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Logins;

/// <summary>
/// Resolves user names. The operator's own row is authoritative; a login row lists the operators that claim a name. A claim may be stale,
/// because the two are written one after the other: its operator was deleted or has another user name. A stale claim has no effect.
/// A name has one operator in a partner (<see cref="ReserveNames"/>), and may have one in each of several partners.
/// </summary>
internal static class UserNames
{
    /// <summary>The maximum number of attempts of a step that conflicts with changes of the same row.</summary>
    public const int MaxAttempts = 100;

    /// <summary>
    /// Finds the operators that may sign in with a user name, including pending ones: those that have proven that the name is their
    /// address, if there are any, otherwise all that have it. It makes the same reads for a name of nobody as for that of one operator.
    /// </summary>
    public static async Task<IReadOnlyList<Versioned<Operator>>> FindSigningInAsync(
        this IOperatorStore store, string loginKey, CancellationToken cancellationToken)
    {
        var claimants = (await store.FindLoginAsync(loginKey, cancellationToken))?.Value.Claimants ?? [];
        var found = claimants.Count == 0
            ? [await store.FindAsync(0, 0, cancellationToken)] // no partner has the number 0
            : await Task.WhenAll(claimants.Select(id => store.FindAsync(id, cancellationToken)));
        var holders = found.OfType<Versioned<Operator>>().Where(holder => holder.Value.LoginKey == loginKey).ToList();
        var proven = holders.FindAll(holder => holder.Value.HasProvenName);
        return proven.Count > 0 ? proven : holders;
    }

    /// <summary>
    /// Claims a user name. The operator may then be written with that user name. Other partners' operators with the name make no
    /// difference. If so many claim it that their list is full, the operator cannot sign in with the name until one gives it up.
    /// </summary>
    /// <remarks>The row is written even if it lists the operator, so that a concurrent release of its earlier claim fails.</remarks>
    public static async Task ClaimUserNameAsync(
        this IOperatorStore store, AccountId id, string loginKey, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var login = await store.FindLoginAsync(loginKey, cancellationToken);
            var others = (login?.Value.Claimants ?? []).Where(claimant => claimant != id).ToList();
            if (others.Count >= Login.MaxClaimants)
            {
                var found = await Task.WhenAll(others.Select(claimant => store.FindAsync(claimant, cancellationToken)));
                others = [.. found.Where(holder => holder?.Value.LoginKey == loginKey).Select(holder => holder!.Value.Id)];
                if (others.Count >= Login.MaxClaimants) return;
            }
            if (await store.ClaimLoginAsync(loginKey, new([.. others, id]), login, cancellationToken)) return;
        }
        throw new InvalidOperationException($"A user name could not be claimed: {MaxAttempts} attempts conflicted with other changes.");
    }

    /// <summary>
    /// Claims a user name again if the claim is gone. Until the operator's row has the name, its claim looks stale, and others may remove
    /// it to make room for theirs.
    /// </summary>
    public static async Task KeepClaimAsync(
        this IOperatorStore store, AccountId id, string loginKey, CancellationToken cancellationToken)
    {
        if ((await store.FindLoginAsync(loginKey, cancellationToken))?.Value.Claimants.Contains(id) == true) return;
        await store.ClaimUserNameAsync(id, loginKey, cancellationToken);
    }

    /// <summary>Gives up the claim of a user name. Does nothing if its row has changed since it was read.</summary>
    /// <param name="login">As it was read before the operator got another name.</param>
    public static async Task ReleaseUserNameAsync(
        this IOperatorStore store, AccountId id, string loginKey, Versioned<Login>? login, CancellationToken cancellationToken)
    {
        if (login is null || !login.Value.Claimants.Contains(id)) return;
        var others = login.Value.Claimants.Where(claimant => claimant != id).ToList();
        if (others.Count == 0) await store.RemoveLoginAsync(loginKey, login, cancellationToken);
        else await store.ClaimLoginAsync(loginKey, new(others), login, cancellationToken);
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
