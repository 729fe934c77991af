using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Directory.Logins;

/// <summary>
/// Who has which user name. An operator has the one that its own row says, and its login row leads to it. A login row can be left over,
/// since the two are written one after the other: its operator is gone, or has another user name. Such a row means nothing.
/// </summary>
internal static class UserNames
{
    /// <summary>How often a step is tried again because someone else changed the same row in between.</summary>
    public const int MaxAttempts = 100;

    /// <summary>The operator that has a user name; also one that is still being made.</summary>
    public static async Task<Versioned<Operator>?> FindHolderAsync(this IOperatorStore store, string loginKey, CancellationToken cancellationToken) =>
        await store.FindLoginAsync(loginKey, cancellationToken) is { } login
        && await store.FindAsync(login.Value.OperatorId, cancellationToken) is { } found && found.Value.LoginKey == loginKey
            ? found
            : null;

    /// <summary>
    /// Makes a login row lead to an operator, which may then be written with that user name, if it is unchanged since before this call.
    /// </summary>
    /// <remarks>
    /// Of two who want one name only one can succeed. The row is written even if it leads to the operator already, so that who has
    /// found it left over fails to replace it; and who replaces it first gives the operator it led to a new version, so that the
    /// write fails which would have taken the name.
    /// </remarks>
    /// <returns>False when another operator has the name.</returns>
    public static async Task<bool> ClaimUserNameAsync(this IOperatorStore store, AccountId id, string loginKey, CancellationToken cancellationToken)
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

    /// <summary>The operator with exactly this id.</summary>
    public static async Task<Versioned<Operator>?> FindAsync(this IOperatorStore store, AccountId id, CancellationToken cancellationToken) =>
        await store.FindAsync(id.Pid, id.UserId, cancellationToken) is { } found && found.Value.Id == id ? found : null;

    /// <summary>The operator with exactly this id, once it is made.</summary>
    public static async Task<Versioned<Operator>?> FindCompleteAsync(this IOperatorStore store, AccountId id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { Value.Status: not OperatorStatus.Pending } found ? found : null;
}
