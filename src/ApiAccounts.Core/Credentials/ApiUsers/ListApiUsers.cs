using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>
/// Lists the API users that the caller may read: with the permission those of the whole partner, otherwise its own and those of the
/// operators on which it has the permission.
/// </summary>
public sealed class ListApiUsers(IApiUserStore store, IOperatorStore operators)
{
    /// <summary>Lists all that the caller may read, in the order of creation.</summary>
    public async Task<Result<IReadOnlyList<ApiUser>>> ExecuteAsync(Caller caller, CancellationToken cancellationToken) =>
        InOrder(await operators.ReadVisibleAsync(
            caller,
            operators.VisibleIdsAsync(caller, cancellationToken),
            bucket => store.ListOfPartnerAsync(caller.Pid, bucket, cancellationToken),
            operatorId => store.ListOfOperatorAsync(operatorId, cancellationToken),
            apiUser => apiUser.OperatorId,
            cancellationToken));

    /// <summary>Lists those of one operator, in the order of creation.</summary>
    public async Task<Result<IReadOnlyList<ApiUser>>> ExecuteAsync(Caller caller, AccountId operatorId, CancellationToken cancellationToken)
    {
        if (Rights.ToReadApiUsersOf(caller, operatorId, "operator") is { } refusal) return refusal;
        if (operatorId != caller.Operator && await operators.FindCompleteAsync(operatorId, cancellationToken) is null)
            return Error.NotFound("operator");
        return InOrder(await store.ListOfOperatorAsync(operatorId, cancellationToken).ToListAsync(cancellationToken));
    }

    private static List<ApiUser> InOrder(IEnumerable<ApiUser> apiUsers) =>
        [.. apiUsers.OrderBy(apiUser => apiUser.CreatedAt).ThenBy(apiUser => apiUser.UserName, StringComparer.Ordinal)];
}
