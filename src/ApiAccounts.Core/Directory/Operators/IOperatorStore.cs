using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>Stores partners, their operators and the owners of user names.</summary>
public interface IOperatorStore
{
    /// <summary>
    /// The maximum number of operators deleted together. Each takes two rows of a transaction of 100; the partner takes one.
    /// </summary>
    const int MaxDeletions = 45;

    Task<Versioned<Partner>?> FindPartnerAsync(uint pid, CancellationToken cancellationToken);

    /// <returns>False if the pid is in use.</returns>
    Task<bool> AddPartnerAsync(Partner partner, CancellationToken cancellationToken);

    Task<Versioned<Operator>?> FindAsync(uint pid, uint userId, CancellationToken cancellationToken);

    /// <summary>Lists all operators of one partner, including pending ones, in the order of creation.</summary>
    IAsyncEnumerable<Versioned<Operator>> ListAsync(uint pid, CancellationToken cancellationToken);

    Task<Versioned<Login>?> FindLoginAsync(string loginKey, CancellationToken cancellationToken);

    /// <param name="key">See <see cref="NameSkeletons"/>.</param>
    Task<Versioned<ReservedName>?> FindNameAsync(uint pid, string key, CancellationToken cancellationToken);

    /// <summary>Reserves a skeleton for an operator from before there were reservations. Does nothing if it is reserved.</summary>
    Task AddNameAsync(uint pid, ReservedName name, CancellationToken cancellationToken);

    /// <summary>Sets <see cref="Partner.NamesAreReserved"/>. Does nothing if the partner has changed since it was read.</summary>
    Task MarkNamesReservedAsync(Versioned<Partner> partner, CancellationToken cancellationToken);

    /// <summary>
    /// Step one of creating an operator: assigns its userId, reserves its user name and adds its row, in one transaction.
    /// </summary>
    /// <param name="partner">Updated with the userId and bucket of the new operator.</param>
    /// <returns>False if the partner or a reservation has changed since it was read.</returns>
    Task<bool> AddPendingAsync(
        Versioned<Partner> partner, Operator pending, IReadOnlyList<NameReservation> names, CancellationToken cancellationToken);

    /// <summary>Writes the operators that claim a user name: step two of a creation, and every change of a user name.</summary>
    /// <param name="replaced">The login row as it was read; null if there is none.</param>
    /// <returns>False if it has changed since it was read.</returns>
    Task<bool> ClaimLoginAsync(string loginKey, Login login, Versioned<Login>? replaced, CancellationToken cancellationToken);

    /// <summary>
    /// Writes an operator with everything that must be consistent with it, in one transaction: step three of a creation, and every
    /// change.
    /// </summary>
    /// <returns>False if any of it has changed since it was read.</returns>
    Task<bool> WriteAsync(OperatorWrite write, CancellationToken cancellationToken);

    /// <summary>Stores a password hash with the current cost. Does nothing if the operator has changed since it was read.</summary>
    Task RehashPasswordAsync(Versioned<Operator> @operator, string passwordHash, CancellationToken cancellationToken);

    /// <summary>Stores the time of an operator's last sign-in and changes nothing else. Does nothing if it does not exist.</summary>
    Task RecordSignInAsync(AccountId id, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>Deletes an operator that never became active. Does nothing if it has changed since it was read.</summary>
    Task RemovePendingAsync(Versioned<Operator> pending, CancellationToken cancellationToken);

    /// <summary>Deletes an operator and updates the partner's number of administrators, in one transaction.</summary>
    /// <param name="partner">With the new number; null if it does not change.</param>
    /// <returns>False if either has changed since it was read.</returns>
    Task<bool> DeleteAsync(Versioned<Operator> deleted, Versioned<Partner>? partner, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Deletes operators of one partner and updates its number of administrators, in one transaction.</summary>
    /// <param name="deletions">From 1 to <see cref="MaxDeletions"/> different operators.</param>
    /// <param name="partner">With the new number; null if it does not change.</param>
    /// <returns>False if any has changed since it was read.</returns>
    Task<bool> DeleteAllAsync(IReadOnlyList<OperatorDeletion> deletions, Versioned<Partner>? partner, CancellationToken cancellationToken);

    /// <summary>Deletes the login row of a user name that nobody claims. Does nothing if it has changed since it was read.</summary>
    Task RemoveLoginAsync(string loginKey, Versioned<Login> login, CancellationToken cancellationToken);
}

/// <summary>An operator to delete, with its audit entry.</summary>
public readonly record struct OperatorDeletion(Versioned<Operator> Deleted, AuditEntry Audit);

internal static class OperatorStoreExtensions
{
    /// <summary>Adds a pending operator without a reservation of its user name.</summary>
    /// <inheritdoc cref="IOperatorStore.AddPendingAsync"/>
    public static Task<bool> AddPendingAsync(
        this IOperatorStore store, Versioned<Partner> partner, Operator pending, CancellationToken cancellationToken) =>
        store.AddPendingAsync(partner, pending, [], cancellationToken);

    /// <summary>Writes an operator and the partner's number of administrators, in one transaction.</summary>
    /// <param name="partner">With the new number; null if it does not change.</param>
    /// <returns>False if either has changed since it was read.</returns>
    public static Task<bool> ChangeAsync(
        this IOperatorStore store,
        Versioned<Operator> changed,
        Versioned<Partner>? partner,
        AuditEntry audit,
        CancellationToken cancellationToken) =>
        store.WriteAsync(new(changed, audit) { Partner = partner }, cancellationToken);
}
