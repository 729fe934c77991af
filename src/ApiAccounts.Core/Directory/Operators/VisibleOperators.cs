using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>
/// The operators whose API users and custom services a caller can see: with the permission all of the partner, otherwise itself
/// and the operators on which it has the permission.
/// </summary>
internal static class VisibleOperators
{
    /// <summary>Returns the caller's own operator and the existing operators on which it has the permission singly.</summary>
    public static async Task<IReadOnlyList<OverviewOperator>> VisibleAsync(
        this IOperatorStore operators, Caller caller, CancellationToken cancellationToken) =>
    [
        new(caller.Operator, caller.OperatorName),
        .. (await operators.GrantedAsync(caller, cancellationToken)).Select(of => new OverviewOperator(of.Id, of.FullName)),
    ];

    /// <summary>Returns the existing operators whose API users and custom services the caller can see, including itself.</summary>
    public static async Task<IReadOnlyList<Operator>> VisibleOperatorsAsync(
        this IOperatorStore operators, Caller caller, CancellationToken cancellationToken)
    {
        if (caller.May(Permission.ReadApiUsers))
        {
            return await operators.ListCompleteAsync(caller.Pid, cancellationToken)
                .Select(found => found.Value).ToListAsync(cancellationToken);
        }
        var own = operators.FindCompleteAsync(caller.Operator, cancellationToken);
        var granted = await operators.GrantedAsync(caller, cancellationToken);
        return await own is { Value: var itself } ? [itself, .. granted] : granted;
    }

    /// <summary>Returns the ids of the same operators, without a read of the caller's own.</summary>
    public static async Task<IReadOnlyCollection<AccountId>> VisibleIdsAsync(
        this IOperatorStore operators, Caller caller, CancellationToken cancellationToken) =>
        caller.May(Permission.ReadApiUsers)
            ? await operators.ListCompleteAsync(caller.Pid, cancellationToken)
                .Select(found => found.Value.Id).ToListAsync(cancellationToken)
            : [.. (await operators.VisibleAsync(caller, cancellationToken)).Select(of => of.Id)];

    /// <summary>Reads what the visible operators own, in any order.</summary>
    /// <param name="visible">The ids of these operators, being read.</param>
    /// <param name="ofBucket">Lists all of the caller's partner in one bucket.</param>
    /// <param name="ofOperator">Lists all of one operator.</param>
    /// <param name="holderOf">Returns the owner of an item.</param>
    public static async Task<IEnumerable<T>> ReadVisibleAsync<T>(
        this IOperatorStore operators,
        Caller caller,
        Task<IReadOnlyCollection<AccountId>> visible,
        Func<int, IAsyncEnumerable<T>> ofBucket,
        Func<AccountId, IAsyncEnumerable<T>> ofOperator,
        Func<T, AccountId> holderOf,
        CancellationToken cancellationToken)
    {
        if (!caller.May(Permission.ReadApiUsers))
        {
            var owned = (await visible).Select(async id => await ofOperator(id).ToListAsync(cancellationToken));
            return (await Task.WhenAll(owned)).SelectMany(items => items);
        }

        var partner = await operators.GetPartnerAsync(caller.Pid, cancellationToken);
        var buckets = await Task.WhenAll(
            partner.Value.Buckets.Select(async bucket => await ofBucket(bucket).ToListAsync(cancellationToken)));

        // What a deleted operator owned is deleted with it, though its rows are purged a little later.
        var existing = (await visible).ToHashSet();
        return buckets.SelectMany(items => items).Where(item => existing.Contains(holderOf(item)));
    }

    /// <summary>Returns the other existing operators on which the caller has the permission singly.</summary>
    private static async Task<IReadOnlyList<Operator>> GrantedAsync(
        this IOperatorStore operators, Caller caller, CancellationToken cancellationToken)
    {
        var granted = caller.Grants.OperatorsWith(Permission.ReadApiUsers).Where(userId => userId != caller.Operator.UserId);
        var found = await Task.WhenAll(granted.Select(userId => operators.FindCompleteAsync(caller.Pid, userId, cancellationToken)));
        return [.. found.OfType<Versioned<Operator>>().Select(of => of.Value)];
    }
}
