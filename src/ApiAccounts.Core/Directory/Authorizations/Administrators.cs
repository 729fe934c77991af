using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.Authorizations;

/// <summary>Counts a partner's administrators in the transaction that changes one, so that of two who would end each other one fails, whoever else is there.</summary>
internal static class Administrators
{
    public static readonly Error LastOne = Error.Conflict("last_administrator", "The last administrator of an account has to stay one.");

    /// <summary>A partner with the number that it will have with one more.</summary>
    public static async Task<Versioned<Partner>> WithOneMoreAdministratorAsync(this IOperatorStore store, uint pid, CancellationToken cancellationToken)
    {
        var partner = await store.GetPartnerAsync(pid, cancellationToken);
        return partner with { Value = partner.Value with { Administrators = partner.Value.Administrators + 1 } };
    }

    /// <param name="changed">What becomes of the operator; null when it is deleted.</param>
    /// <returns>The partner with its number as it will be, null when it stays; an error when it would come to none.</returns>
    public static Task<Result<Versioned<Partner>?>> CountAsync(
        this IOperatorStore store, Caller caller, Operator current, Operator? changed, CancellationToken cancellationToken) =>
        store.CountAsync(caller, (changed is { CountsAsAdministrator: true } ? 1 : 0) - (current.CountsAsAdministrator ? 1 : 0), cancellationToken);

    /// <param name="difference">How many administrators the caller's partner will have more; negative for fewer.</param>
    /// <inheritdoc cref="CountAsync(IOperatorStore, Caller, Operator, Operator?, CancellationToken)"/>
    public static async Task<Result<Versioned<Partner>?>> CountAsync(
        this IOperatorStore store, Caller caller, int difference, CancellationToken cancellationToken)
    {
        if (difference == 0) return default(Versioned<Partner>);
        var partner = await store.GetPartnerAsync(caller.Pid, cancellationToken);

        // Read after the partner, which the transaction wants unchanged: whoever was an administrator a moment ago has to be one still.
        if (await store.FindAsync(caller.Operator, cancellationToken) is not { Value: { IsAdministrator: true, Status: OperatorStatus.Active } }) return Error.Forbidden;
        var count = partner.Value.Administrators + difference;
        return count > 0 ? partner with { Value = partner.Value with { Administrators = count } } : LastOne;
    }
}
