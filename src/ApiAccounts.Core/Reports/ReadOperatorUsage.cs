using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;

namespace ApiAccounts.Core.Reports;

/// <summary>
/// Reads the usage of an operator itself, without that of its API users and custom services, if the caller may read the operator.
/// </summary>
public sealed class ReadOperatorUsage(GetOperator get, IUsageStore store)
{
    public async Task<Result<AccountUsage>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (!(await get.ExecuteAsync(caller, id, cancellationToken)).TryGet(out _, out var error)) return error;
        return (await store.ReadAsync(id.Bucket, [id], cancellationToken)).GetValueOrDefault(id)?.Value ?? AccountUsage.None;
    }
}
