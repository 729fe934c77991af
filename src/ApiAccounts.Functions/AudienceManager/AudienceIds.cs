using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Native;

namespace ApiAccounts.Functions.AudienceManager;

/// <summary>Users and groups by their numbers, as they stand in paths.</summary>
public sealed class AudienceIds(FindOperatorId findOperator, FindGroupId findGroup)
{
    /// <summary>Does something with the user that a path names.</summary>
    /// <param name="permission">What it takes, unless the user is the caller.</param>
    public async Task<Result<T>> OnUserAsync<T>(
        Caller caller, string userId, Permission permission, Func<AccountId, Task<Result<T>>> operation, CancellationToken cancellationToken)
    {
        if (!NativeIds.ReadNumber(userId, "userId").TryGet(out var number, out var error)) return error;
        return (await findOperator.ExecuteAsync(caller, number, permission, cancellationToken)).TryGet(out var id, out error) ? await operation(id) : error;
    }

    /// <summary>Does something with the group that a path names.</summary>
    /// <param name="permission">What it takes.</param>
    public async Task<Result<T>> OnGroupAsync<T>(
        Caller caller, string groupId, Permission permission, Func<AccountId, Task<Result<T>>> operation, CancellationToken cancellationToken)
    {
        if (!NativeIds.ReadNumber(groupId, "groupId").TryGet(out var number, out var error)) return error;
        return (await findGroup.ExecuteAsync(caller, number, permission, cancellationToken)).TryGet(out var id, out error) ? await operation(id) : error;
    }
}
