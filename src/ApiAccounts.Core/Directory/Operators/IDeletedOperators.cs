using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>The queue of operators whose rows are to be removed.</summary>
public interface IDeletedOperators
{
    /// <summary>Returns once the queue has taken the message, which shows itself <see cref="DeletedOperatorMessage.Delay"/> later.</summary>
    Task SendAsync(AccountId operatorId, CancellationToken cancellationToken);
}
