using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Directory.Logins;

/// <summary>
/// Keeps the user names of a partner apart: no two operators have the same one, or two that look alike (<see cref="NameSkeletons"/>).
/// Each form of a name is a row, written in the transaction of the operator's row, so of concurrent attempts one wins.
/// </summary>
public sealed class ReserveNames(IOperatorStore store, TimeProvider clock)
{
    /// <summary>A creation that takes longer has crashed.</summary>
    private static readonly TimeSpan LongestCreation = TimeSpan.FromMinutes(1);

    internal static readonly Error Taken = Error.Conflict("user_name_taken", "The user name is in use.");

    /// <summary>Finds the reservations to write with an operator.</summary>
    /// <param name="named">The operator with its new user name.</param>
    /// <param name="caller">Learns the other user name if it may read operators. Null for the system itself.</param>
    /// <returns>An error if another operator of the partner has the user name, or one that looks like it.</returns>
    public async Task<Result<IReadOnlyList<NameReservation>>> ExecuteAsync(
        Operator named, Caller? caller, CancellationToken cancellationToken)
    {
        await ReserveOfOldAsync(named.Id.Pid, cancellationToken);
        var keys = NameSkeletons.KeysOf(named.UserName);
        var rows = await Task.WhenAll(keys.Select(key => store.FindNameAsync(named.Id.Pid, key, cancellationToken)));
        foreach (var row in rows.OfType<Versioned<ReservedName>>())
        {
            if (await HolderAsync(row.Value, named.Id, cancellationToken) is not { } holder) continue;
            return holder.LoginKey == named.LoginKey ? Taken : LooksLike(holder, caller);
        }
        return keys.Select((key, index) => new NameReservation(new(key, named.Id), rows[index]?.Version)).ToList();
    }

    /// <summary>Finds the operator of a partner with a user name, including a pending one.</summary>
    public async Task<Operator?> FindAsync(uint pid, string loginKey, CancellationToken cancellationToken)
    {
        if (await FindReservedAsync(pid, loginKey, cancellationToken) is { } found) return found;
        return await ReserveOfOldAsync(pid, cancellationToken) ? await FindReservedAsync(pid, loginKey, cancellationToken) : null;
    }

    private async Task<Operator?> FindReservedAsync(uint pid, string loginKey, CancellationToken cancellationToken) =>
        await store.FindNameAsync(pid, loginKey, cancellationToken) is { Value: var row }
        && await store.FindAsync(row.OperatorId, cancellationToken) is { Value: var holder } && holder.LoginKey == loginKey
            ? holder
            : null;

    private static Error LooksLike(Operator other, Caller? caller)
    {
        var which = caller is not null && caller.May(Permission.ReadOperators) ? $"'{other.UserName}'" : "another one";
        return Error.Conflict("confusable_user_name", $"The user name looks like {which}, which is in use.");
    }

    /// <summary>
    /// Finds the operator that a row reserves a skeleton for. Deletes an operator left incomplete by a crash: nobody has seen it.
    /// </summary>
    /// <returns>Null if the row is stale, or is that of the operator itself.</returns>
    private async Task<Operator?> HolderAsync(ReservedName name, AccountId itself, CancellationToken cancellationToken)
    {
        if (name.OperatorId == itself) return null;
        var found = await store.FindAsync(name.OperatorId, cancellationToken);
        if (found is { Value.Status: OperatorStatus.Pending } && found.Value.CreatedAt < clock.GetUtcNow() - LongestCreation)
        {
            await store.RemovePendingAsync(found, cancellationToken);
            found = await store.FindAsync(name.OperatorId, cancellationToken); // it may have become active at the last moment
        }
        return found is not null && NameSkeletons.KeysOf(found.Value.UserName).Contains(name.Key) ? found.Value : null;
    }

    /// <summary>
    /// Reserves the user names of a partner's operators once, if it has some from before there were reservations. Of old names that look
    /// alike, the older operator's is reserved.
    /// </summary>
    /// <returns>False if there was nothing to do.</returns>
    private async Task<bool> ReserveOfOldAsync(uint pid, CancellationToken cancellationToken)
    {
        var partner = await store.GetPartnerAsync(pid, cancellationToken);
        if (partner.Value.NamesAreReserved) return false;
        await foreach (var old in store.ListAsync(pid, cancellationToken))
        {
            foreach (var key in NameSkeletons.KeysOf(old.Value.UserName))
                await store.AddNameAsync(pid, new(key, old.Value.Id), cancellationToken);
        }
        await store.MarkNamesReservedAsync(partner, cancellationToken);
        return true;
    }
}
