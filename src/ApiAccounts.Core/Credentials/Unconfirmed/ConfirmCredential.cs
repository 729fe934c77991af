using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Credentials.Unconfirmed;

/// <summary>Confirms a credential that somebody else created: it works with all rights of its operator, now and later.</summary>
public sealed class ConfirmCredential(
    IOperatorStore operators, IApiUserStore apiUsers, ICustomServiceStore services, AuditEntries audit)
{
    private const string What = "credential";

    /// <summary>Confirming a confirmed credential succeeds, so that a request can be repeated.</summary>
    /// <param name="id">An API user or custom service; an operator for its password and e-mail address.</param>
    public async Task<Result<Unit>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToConfirm(caller, id, What) is { } refusal) return refusal;
        var entry = audit.New(AuditAction.CredentialConfirmed, id, caller);
        return await OptimisticRetry.UntilDoneAsync<Unit>($"Credential {id}", () => id.Kind switch
        {
            AccountKind.ApiUser => ConfirmApiUserAsync(id, entry, cancellationToken),
            AccountKind.CustomService => ConfirmServiceAsync(id, entry, cancellationToken),
            AccountKind.Operator => ConfirmPasswordAsync(id, entry, cancellationToken),
            _ => Task.FromResult<Result<Unit>?>(Error.NotFound(What)),
        });
    }

    private async Task<Result<Unit>?> ConfirmApiUserAsync(AccountId id, AuditEntry entry, CancellationToken cancellationToken)
    {
        if (await apiUsers.FindVersionedAsync(id, cancellationToken) is not { } found) return Error.NotFound(What);
        if (found.Value.Ceiling is null) return new Unit();
        var confirmed = found with { Value = found.Value with { Ceiling = null } };
        return await apiUsers.RotateAsync(confirmed, entry, cancellationToken) ? new Unit() : null;
    }

    private async Task<Result<Unit>?> ConfirmServiceAsync(AccountId id, AuditEntry entry, CancellationToken cancellationToken)
    {
        if (await services.FindAsync(id, cancellationToken) is not { } found) return Error.NotFound(What);
        if (found.Value.Ceiling is null) return new Unit();
        var confirmed = found with { Value = found.Value with { Ceiling = null } };
        return await services.RotateAsync(confirmed, entry, cancellationToken) ? new Unit() : null;
    }

    private async Task<Result<Unit>?> ConfirmPasswordAsync(AccountId id, AuditEntry entry, CancellationToken cancellationToken)
    {
        if (await operators.FindCompleteAsync(id, cancellationToken) is not { } found) return Error.NotFound(What);
        if (found.Value is { PasswordCeiling: null, EmailCeiling: null }) return new Unit();
        var confirmed = found with { Value = found.Value with { PasswordCeiling = null, EmailCeiling = null } };
        return await operators.ChangeAsync(confirmed, partner: null, entry, cancellationToken) ? new Unit() : null;
    }
}
