using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>Lists the API users that the caller may see: with the right those of the whole partner, else its own and those of the operators it has the right over.</summary>
public sealed class ListApiUsers(IApiUserStore store, IOperatorStore operators)
{
    /// <summary>All that the caller may see, in the order of their creation.</summary>
    public async Task<Result<IReadOnlyList<ApiUser>>> ExecuteAsync(Caller caller, CancellationToken cancellationToken) =>
        InOrder(await operators.ReadVisibleAsync(
            caller,
            operators.VisibleIdsAsync(caller, cancellationToken),
            bucket => store.ListOfPartnerAsync(caller.Pid, bucket, cancellationToken),
            operatorId => store.ListOfOperatorAsync(operatorId, cancellationToken),
            apiUser => apiUser.OperatorId,
            cancellationToken));

    /// <summary>Those of one operator, in the order of their creation.</summary>
    public async Task<Result<IReadOnlyList<ApiUser>>> ExecuteAsync(Caller caller, AccountId operatorId, CancellationToken cancellationToken)
    {
        if (Rights.ToReadApiUsersOf(caller, operatorId, "operator") is { } refusal) return refusal;
        if (operatorId != caller.Operator && await operators.FindAsync(operatorId, cancellationToken) is null) return Error.NotFound("operator");
        return InOrder(await store.ListOfOperatorAsync(operatorId, cancellationToken).ToListAsync(cancellationToken));
    }

    private static List<ApiUser> InOrder(IEnumerable<ApiUser> apiUsers) =>
        [.. apiUsers.OrderBy(apiUser => apiUser.CreatedAt).ThenBy(apiUser => apiUser.UserName, StringComparer.Ordinal)];
}
