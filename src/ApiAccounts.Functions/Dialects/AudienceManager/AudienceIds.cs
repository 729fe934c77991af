using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>Finds users and groups by the numbers in paths.</summary>
public sealed class AudienceIds(FindOperatorId findOperator, FindGroupId findGroup)
{
    /// <summary>Finds the user that a path names.</summary>
    /// <param name="permission">The permission required, unless the user is the caller.</param>
    public Task<Result<AccountId>> UserAsync(Caller caller, string userId, Permission permission, CancellationToken cancellationToken) =>
        WholeNumber.Read(userId, "userId").ThenAsync(number => findOperator.ExecuteAsync(caller, number, permission, cancellationToken));

    /// <summary>Finds the group that a path names.</summary>
    /// <param name="permission">The permission required.</param>
    public Task<Result<AccountId>> GroupAsync(Caller caller, string groupId, Permission permission, CancellationToken cancellationToken) =>
        WholeNumber.Read(groupId, "groupId").ThenAsync(number => findGroup.ExecuteAsync(caller, number, permission, cancellationToken));
}
