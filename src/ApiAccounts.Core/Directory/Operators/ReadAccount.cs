namespace ApiAccounts.Core.Directory.Operators;

/// <summary>The statistics of a partner.</summary>
/// <param name="Operators">The number of its operators, including invited ones; null if the caller may not see them.</param>
public readonly record struct AccountStatistics(uint Pid, int? Operators);

/// <summary>Reads the statistics of the caller's partner.</summary>
public sealed class ReadAccount(IOperatorStore store)
{
    public async Task<Result<AccountStatistics>> ExecuteAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (!caller.May(Permission.ReadOperators)) return new AccountStatistics(caller.Pid, null);
        var operators = store.ListAsync(caller.Pid, cancellationToken).Where(found => found.Value.Status != OperatorStatus.Pending);
        return new AccountStatistics(caller.Pid, await operators.CountAsync(cancellationToken));
    }
}
