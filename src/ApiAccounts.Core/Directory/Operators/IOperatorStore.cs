using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>Keeps partners, their operators and who has which user name.</summary>
public interface IOperatorStore
{
    /// <summary>How many operators are deleted together: each is two rows of a transaction of 100, and one is the partner's.</summary>
    const int MaxDeletions = 45;

    Task<Versioned<Partner>?> FindPartnerAsync(uint pid, CancellationToken cancellationToken);

    /// <returns>False when there is one with this pid already.</returns>
    Task<bool> AddPartnerAsync(Partner partner, CancellationToken cancellationToken);

    Task<Versioned<Operator>?> FindAsync(uint pid, uint userId, CancellationToken cancellationToken);

    /// <summary>All of one partner, in the order they were made; those that are being made as well.</summary>
    IAsyncEnumerable<Versioned<Operator>> ListAsync(uint pid, CancellationToken cancellationToken);

    Task<Versioned<Login>?> FindLoginAsync(string loginKey, CancellationToken cancellationToken);

    /// <summary>Step one of making an operator: gives out its userId and adds its row, both or none.</summary>
    /// <param name="partner">With the userId and bucket of the new operator taken into account.</param>
    /// <returns>False when the partner has changed since it was read.</returns>
    Task<bool> AddPendingAsync(Versioned<Partner> partner, Operator pending, CancellationToken cancellationToken);

    /// <summary>Step two: the user name becomes the operator's, unless it is another's.</summary>
    /// <param name="replaced">
    /// The login row that may be replaced, since its operator is gone or has another user name; null where there was none.
    /// </param>
    /// <returns>False when someone else was first.</returns>
    Task<bool> ClaimLoginAsync(string loginKey, Login login, Versioned<Login>? replaced, CancellationToken cancellationToken);

    /// <summary>Writes an operator and all that has to agree with it, all or none: step three of making one, and every change of one.</summary>
    /// <returns>False when any of it has changed since it was read.</returns>
    Task<bool> WriteAsync(OperatorWrite write, CancellationToken cancellationToken);

    /// <summary>Keeps a password hash made anew with today's cost. Does nothing when the operator has changed since it was read.</summary>
    Task RehashPasswordAsync(Versioned<Operator> @operator, string passwordHash, CancellationToken cancellationToken);

    /// <summary>Keeps when an operator signed in last, and changes nothing else of it. Does nothing when it is gone.</summary>
    Task RecordSignInAsync(AccountId id, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>Removes an operator that never became active. Does nothing when it has changed since it was read.</summary>
    Task RemovePendingAsync(Versioned<Operator> pending, CancellationToken cancellationToken);

    /// <summary>Deletes an operator and makes the partner's number of administrators right, both or none.</summary>
    /// <param name="partner">With its number as it will be; null when that stays.</param>
    /// <returns>False when either has changed since it was read.</returns>
    Task<bool> DeleteAsync(Versioned<Operator> deleted, Versioned<Partner>? partner, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Deletes operators of one partner and makes its number of administrators right, all or none.</summary>
    /// <param name="deletions">From 1 to <see cref="MaxDeletions"/>, none of the same operator as another.</param>
    /// <param name="partner">With its number as it will be; null when that stays.</param>
    /// <returns>False when any has changed since it was read.</returns>
    Task<bool> DeleteAllAsync(IReadOnlyList<OperatorDeletion> deletions, Versioned<Partner>? partner, CancellationToken cancellationToken);

    /// <summary>Changes nothing but the version, so that whoever read the operator before can no longer write it.</summary>
    /// <returns>False when it has changed since it was read.</returns>
    Task<bool> TouchAsync(Versioned<Operator> @operator, CancellationToken cancellationToken);

    /// <summary>Gives a user name free. Does nothing when its row has changed since it was read.</summary>
    Task RemoveLoginAsync(string loginKey, Versioned<Login> login, CancellationToken cancellationToken);
}

/// <summary>An operator to be deleted, with what is written about it.</summary>
public readonly record struct OperatorDeletion(Versioned<Operator> Deleted, AuditEntry Audit);

/// <summary>Whose a user name is, if that operator exists and has it: a row that says otherwise is left over, and may be replaced.</summary>
public sealed record Login(AccountId OperatorId);

internal static class OperatorStoreExtensions
{
    /// <summary>Writes an operator and the partner's number of administrators, both or none.</summary>
    /// <param name="partner">With its number as it will be; null when that stays.</param>
    /// <returns>False when either has changed since it was read.</returns>
    public static Task<bool> ChangeAsync(
        this IOperatorStore store, Versioned<Operator> changed, Versioned<Partner>? partner, AuditEntry audit, CancellationToken cancellationToken) =>
        store.WriteAsync(new(changed, audit) { Partner = partner }, cancellationToken);
}
