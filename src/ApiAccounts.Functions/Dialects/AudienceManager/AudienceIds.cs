using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Dialects.V1;
using ApiAccounts.Functions.Http;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>Users and groups by their numbers, as they stand in paths.</summary>
public sealed class AudienceIds(FindOperatorId findOperator, FindGroupId findGroup)
{
    /// <summary>The user that a path names.</summary>
    /// <param name="permission">What it takes, unless the user is the caller.</param>
    public Task<Result<AccountId>> UserAsync(Caller caller, string userId, Permission permission, CancellationToken cancellationToken) =>
        WholeNumber.Read(userId, "userId").ThenAsync(number => findOperator.ExecuteAsync(caller, number, permission, cancellationToken));

    /// <summary>The group that a path names.</summary>
    /// <param name="permission">What it takes.</param>
    public Task<Result<AccountId>> GroupAsync(Caller caller, string groupId, Permission permission, CancellationToken cancellationToken) =>
        WholeNumber.Read(groupId, "groupId").ThenAsync(number => findGroup.ExecuteAsync(caller, number, permission, cancellationToken));
}
