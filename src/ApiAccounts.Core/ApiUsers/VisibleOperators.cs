using ApiAccounts.Core.Access;
using ApiAccounts.Core.ApiUsers.Overview;
using ApiAccounts.Core.Operators;

namespace ApiAccounts.Core.ApiUsers;

/// <summary>Whose API users somebody sees who does not see them all.</summary>
internal static class VisibleOperators
{
    /// <summary>The caller's own operator, and those that a group of it has the right over one by one, as far as they are there.</summary>
    public static async Task<IReadOnlyList<OverviewOperator>> VisibleAsync(this IOperatorStore operators, Caller caller, CancellationToken cancellationToken)
    {
        var granted = caller.Grants.OperatorsWith(Permission.ReadApiUsers).Where(userId => userId != caller.Operator.UserId);
        var found = await Task.WhenAll(granted.Select(userId => operators.FindAsync(caller.Pid, userId, cancellationToken)));
        return
        [
            new(caller.Operator, caller.OperatorName),
            .. found.Where(of => of is { Value.Status: not OperatorStatus.Pending }).Select(of => new OverviewOperator(of!.Value.Id, of.Value.FullName)),
        ];
    }
}
