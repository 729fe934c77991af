using System.Security.Cryptography;
using System.Text;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.EmailConfirmations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Directory.SignIn;

namespace ApiAccounts.Core.Directory.Partners;

/// <summary>
/// Restores the access of an operator when no administrator can: it becomes an active administrator whose access does not expire, and
/// gets a temporary password, which ends its sessions. Only the people who run the installation may do this.
/// </summary>
public sealed class RecoverAdministrator(
    IOperatorStore store,
    ISignInTallyStore tallies,
    PasswordHashing hashing,
    AuditEntries audit,
    TimeProvider clock,
    IOptions<BootstrapOptions> options)
{
    /// <summary>Recovers the operator that the settings name, once for each value of the setting, on any number of instances.</summary>
    /// <returns>Null if the settings name none, or this was done before.</returns>
    public async Task<Result<Operator?>> FromSettingsAsync(CancellationToken cancellationToken)
    {
        if (options.Value is not { RecoverAdmin: { } setting, RecoverPassword: { } password }) return default(Operator);
        var userName = setting[..setting.LastIndexOf(':')];
        var value = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(setting)));
        var recovery = await RecoverAsync(
            userName,
            value,
            async @operator => PasswordRules.Check(password, @operator) is { } weak
                ? weak
                : (await hashing.HashAsync(password, cancellationToken)).Then(hash => Result.Of((Text: password, Hash: hash))),
            cancellationToken);
        return recovery.TryGet(out var recovered, out var error) ? recovered.Operator : error;
    }

    /// <summary>Recovers an operator now.</summary>
    /// <returns>Its temporary password.</returns>
    public async Task<Result<string>> NowAsync(string userName, CancellationToken cancellationToken)
    {
        var recovery = await RecoverAsync(
            userName,
            value: null,
            async @operator => (await TemporaryPassword.NewAsync(@operator, hashing, cancellationToken))
                .Then(made => Result.Of((made.Text, made.Hash))),
            cancellationToken);
        return recovery.TryGet(out var recovered, out var error) ? recovered.Password! : error;
    }

    /// <param name="value">The hash of what must be another than at the last time; null if nothing must be.</param>
    /// <param name="choose">Returns the password for the operator, and its hash.</param>
    /// <returns>Neither an operator nor a password if this was done before.</returns>
    private async Task<Result<(Operator? Operator, string? Password)>> RecoverAsync(
        string userName,
        string? value,
        Func<Operator, Task<Result<(string Text, string Hash)>>> choose,
        CancellationToken cancellationToken)
    {
        (string Text, string Hash)? password = null;
        return await OptimisticRetry.UntilDoneAsync<(Operator?, string?)>($"Operator {userName}", async () =>
        {
            if (!(await FindAsync(userName, cancellationToken)).TryGet(out var current, out var unclear)) return unclear;
            if (current.Value.IsApiOnly) return ChangeOperator.ApiOnly;
            if (value is not null && current.Value.RecoveryHash == value) return Result.Of<(Operator?, string?)>((null, null));
            if (password is null)
            {
                if (!(await choose(current.Value)).TryGet(out var chosen, out var refused)) return refused;
                password = chosen;
            }

            var changed = Recovered(current.Value, password.Value.Hash) with { RecoveryHash = value ?? current.Value.RecoveryHash };
            var entry = audit.New(
                AuditAction.AdministratorRecovered, changed.Id, caller: null, OperatorChanges.Describe(current.Value, changed));
            var partner = current.Value.CountsAsAdministrator
                ? null
                : await store.WithOneMoreAdministratorAsync(changed.Id.Pid, cancellationToken);
            if (!await store.ChangeAsync(current with { Value = changed }, partner, entry, cancellationToken)) return null;
            await tallies.RemoveAsync(changed.LoginKey, cancellationToken); // a lock after wrong passwords ends too
            return Result.Of<(Operator?, string?)>((changed, password.Value.Text));
        });
    }

    /// <param name="userName">A user name, or the id of an operator.</param>
    private async Task<Result<Versioned<Operator>>> FindAsync(string userName, CancellationToken cancellationToken)
    {
        if (AccountId.TryParse(userName, out var id))
            return await store.FindCompleteAsync(id, cancellationToken) is { } byId ? byId : Error.NotFound("operator");
        if (LoginName.Normalise(userName) is not { Length: > 0 } normalised) return Error.NotFound("operator");
        var named = (await store.FindSigningInAsync(LoginName.KeyOf(normalised), cancellationToken))
            .Where(found => found.Value.Status != OperatorStatus.Pending).ToList();
        return named switch
        {
            [] => Error.NotFound("operator"),
            [var only] => only,
            _ => Error.Conflict(
                "ambiguous_user_name",
                "Operators of several partners have this user name. Give the id of one of them in its place: "
                    + $"{string.Join(", ", named.Select(found => found.Value.Id))}."),
        };
    }

    private Operator Recovered(Operator current, string passwordHash) =>
        current.WithPassword(passwordHash, clock.GetUtcNow() + TemporaryPassword.Lifetime) with
        {
            Status = OperatorStatus.Active,
            IsAdministrator = true,
            AllowsPasswordSignIn = true,
            ExpiresAt = null,
            PasswordCeiling = null,
            InvitationHash = null,
            InvitationEndsAt = null,

            // Whoever uses this password has not read it in a mail.
            EmailProof = current.EmailProof == EmailProof.Welcomed ? EmailProof.Unconfirmed : current.EmailProof,
        };
}
