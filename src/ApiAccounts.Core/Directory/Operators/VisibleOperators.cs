using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>Whose API users and custom services somebody sees: with the right those of the whole partner, else its own and those of the operators it has the right over.</summary>
internal static class VisibleOperators
{
    /// <summary>The caller's own operator, and those that it has the right over one by one, as far as they are there.</summary>
    public static async Task<IReadOnlyList<OverviewOperator>> VisibleAsync(this IOperatorStore operators, Caller caller, CancellationToken cancellationToken) =>
    [
        new(caller.Operator, caller.OperatorName),
        .. (await operators.GrantedAsync(caller, cancellationToken)).Select(of => new OverviewOperator(of.Id, of.FullName)),
    ];

    /// <summary>The operators whose API users and custom services the caller sees, as far as they are there, itself among them.</summary>
    public static async Task<IReadOnlyList<Operator>> VisibleOperatorsAsync(this IOperatorStore operators, Caller caller, CancellationToken cancellationToken)
    {
        if (caller.May(Permission.ReadApiUsers))
            return await operators.ListAsync(caller.Pid, cancellationToken).Select(found => found.Value).ToListAsync(cancellationToken);
        var own = operators.FindCompleteAsync(caller.Operator, cancellationToken);
        var granted = await operators.GrantedAsync(caller, cancellationToken);
        return await own is { Value: var itself } ? [itself, .. granted] : granted;
    }

    /// <summary>The same operators, without a call for the caller's own.</summary>
    public static async Task<IReadOnlyCollection<AccountId>> VisibleIdsAsync(this IOperatorStore operators, Caller caller, CancellationToken cancellationToken) =>
        caller.May(Permission.ReadApiUsers)
            ? await operators.ListAsync(caller.Pid, cancellationToken).Select(found => found.Value.Id).ToListAsync(cancellationToken)
            : [.. (await operators.VisibleAsync(caller, cancellationToken)).Select(of => of.Id)];

    /// <summary>What the operators hold that the caller sees, in any order.</summary>
    /// <param name="visible">Those operators, being read.</param>
    /// <param name="ofBucket">Lists all of the caller's partner in one bucket.</param>
    /// <param name="ofOperator">Lists those of one operator.</param>
    /// <param name="holderOf">The operator that holds one.</param>
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
            return (await Task.WhenAll((await visible).Select(async id => await ofOperator(id).ToListAsync(cancellationToken)))).SelectMany(held => held);

        var partner = await operators.GetPartnerAsync(caller.Pid, cancellationToken);
        var buckets = await Task.WhenAll(partner.Value.Buckets.Select(async bucket => await ofBucket(bucket).ToListAsync(cancellationToken)));

        // Those of an operator that is gone are gone too, though their rows are removed a little later.
        var made = (await visible).ToHashSet();
        return buckets.SelectMany(held => held).Where(one => made.Contains(holderOf(one)));
    }

    /// <summary>The other operators that the caller has the right over one by one, as far as they are there.</summary>
    private static async Task<IReadOnlyList<Operator>> GrantedAsync(this IOperatorStore operators, Caller caller, CancellationToken cancellationToken)
    {
        var granted = caller.Grants.OperatorsWith(Permission.ReadApiUsers).Where(userId => userId != caller.Operator.UserId);
        var found = await Task.WhenAll(granted.Select(userId => operators.FindAsync(caller.Pid, userId, cancellationToken)));
        return [.. found.Where(of => of is { Value.Status: not OperatorStatus.Pending }).Select(of => of!.Value)];
    }
}
