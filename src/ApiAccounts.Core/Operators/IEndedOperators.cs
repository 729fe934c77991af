using ApiAccounts.Core.Ids;

namespace ApiAccounts.Core.Operators;

/// <summary>The queue of operators whose rows are to be removed.</summary>
public interface IEndedOperators
{
    /// <summary>Returns once the queue has taken the message, which shows itself <see cref="EndedOperatorMessage.Delay"/> later.</summary>
    Task SendAsync(AccountId operatorId, CancellationToken cancellationToken);
}
