using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Directory.Authorizations;

/// <summary>
/// Counts a partner's administrators in the transaction that changes one. If two administrators remove each other, one fails.
/// </summary>
internal static class Administrators
{
    public static readonly Error LastOne =
        Error.Conflict("last_administrator", "The last administrator of an account cannot be removed.");

    /// <summary>Returns the partner with one more administrator.</summary>
    public static async Task<Versioned<Partner>> WithOneMoreAdministratorAsync(
        this IOperatorStore store, uint pid, CancellationToken cancellationToken)
    {
        var partner = await store.GetPartnerAsync(pid, cancellationToken);
        return partner with { Value = partner.Value with { Administrators = partner.Value.Administrators + 1 } };
    }

    /// <param name="changed">The operator after the change; null if it is deleted.</param>
    /// <returns>The partner with the new number, null if it does not change; an error if none would be left.</returns>
    public static Task<Result<Versioned<Partner>?>> CountAsync(
        this IOperatorStore store, Caller caller, Operator current, Operator? changed, CancellationToken cancellationToken) =>
        store.CountAsync(
            caller,
            (changed is { CountsAsAdministrator: true } ? 1 : 0) - (current.CountsAsAdministrator ? 1 : 0),
            cancellationToken);

    /// <param name="difference">The change of the number of administrators of the caller's partner.</param>
    /// <inheritdoc cref="CountAsync(IOperatorStore, Caller, Operator, Operator?, CancellationToken)"/>
    public static async Task<Result<Versioned<Partner>?>> CountAsync(
        this IOperatorStore store, Caller caller, int difference, CancellationToken cancellationToken)
    {
        if (difference == 0) return default(Versioned<Partner>);
        var partner = await store.GetPartnerAsync(caller.Pid, cancellationToken);

        // Read after the partner, which must be unchanged in the transaction: the caller must still be an administrator.
        if (await store.FindAsync(caller.Operator, cancellationToken)
            is not { Value: { IsAdministrator: true, Status: OperatorStatus.Active } }) return Error.Forbidden;
        var count = partner.Value.Administrators + difference;
        return count > 0 ? partner with { Value = partner.Value with { Administrators = count } } : LastOne;
    }
}
