using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.OAuth;

/// <summary>Decides whether the refresh tokens of sessions are valid, by the current state of their operators.</summary>
public sealed class RefreshableSessions(IOperatorStore operators, OperatorGrants grants, TimeProvider clock)
{
    /// <returns>
    /// The operator of a session whose refresh tokens are valid; null if they are not, or while the password that began the session must
    /// be confirmed (<see cref="Ceiling"/>).
    /// </returns>
    internal async Task<Operator?> HolderOfAsync(Session session, CancellationToken cancellationToken)
    {
        var holder = (await operators.FindCompleteAsync(session.OperatorId, cancellationToken))?.Value;
        if (holder is null || !session.MayBeRefreshedAt(clock.GetUtcNow(), holder)) return null;
        return holder.PasswordCeiling is { } ceiling && Ceiling.IsExceeded(ceiling, await grants.OfAsync(holder, cancellationToken))
            ? null
            : holder;
    }
}
