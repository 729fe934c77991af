namespace ApiAccounts.Core.Directory.Operators;

/// <summary>The queue of deleted operators whose rows must be purged.</summary>
public interface IDeletedOperators
{
    /// <summary>Enqueues the message, which becomes visible after <see cref="DeletedOperatorMessage.Delay"/>.</summary>
    Task SendAsync(AccountId operatorId, CancellationToken cancellationToken);
}
