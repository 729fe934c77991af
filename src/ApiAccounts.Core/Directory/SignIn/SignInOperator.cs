using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using Microsoft.AspNetCore.Identity;

namespace ApiAccounts.Core.Directory.SignIn;

/// <summary>Signs an operator in with its user name and password.</summary>
public sealed class SignInOperator(
    IOperatorStore store,
    OperatorGrants grants,
    PasswordHashing passwords,
    SignInAttempts attempts,
    CreateOperator create,
    TimeProvider clock)
{
    /// <param name="address">The caller's network address, for the audit trail.</param>
    /// <returns>
    /// <see cref="Error.Unauthenticated"/> for an unknown name, a wrong password, an expired temporary one, and an operator that is not
    /// active, is API-only or may only use single sign-on, or whose password an administrator must confirm first. Neither the response nor its time distinguishes them.
    /// </returns>
    public async Task<Result<SignedInOperator>> ExecuteAsync(
        string userName, string password, string? address, CancellationToken cancellationToken)
    {
        if (LoginName.Normalise(userName) is not { Length: > 0 } normalised)
            return await VerifyAsync(null, password, address, cancellationToken);
        var loginKey = LoginName.KeyOf(normalised);
        return await attempts.TryAsync(
            loginKey,
            address,
            async () => await VerifyAsync(await store.FindHolderAsync(loginKey, cancellationToken), password, address, cancellationToken),
            cancellationToken);
    }

    private async Task<Result<SignedInOperator>> VerifyAsync(
        Versioned<Operator>? found, string password, string? address, CancellationToken cancellationToken)
    {
        if (!(await passwords.VerifyAsync(password, found?.Value.PasswordHash, cancellationToken)).TryGet(out var verified, out var busy))
            return busy;
        if (found is null || verified == PasswordVerificationResult.Failed) return Error.Unauthenticated;

        var @operator = found.Value;
        if (@operator.Status == OperatorStatus.Pending)
        {
            if (!(await create.CompleteAsync(@operator, caller: null, cancellationToken)).TryGet(out var completed, out _))
                return Error.Unauthenticated;
            @operator = completed;
        }
        var now = clock.GetUtcNow();
        if (!@operator.MaySignInAt(now) || !@operator.MayUsePasswordAt(now)) return Error.Unauthenticated;

        if (verified == PasswordVerificationResult.SuccessRehashNeeded
            && (await passwords.HashAsync(password, cancellationToken)).TryGet(out var hash, out _))
            await store.RehashPasswordAsync(found, hash, cancellationToken);
        var current = await grants.OfAsync(@operator, cancellationToken);
        if (Ceiling.IsExceeded(@operator.PasswordCeiling, current)) return Error.Unauthenticated;
        var caller = new Caller(@operator.Id, @operator.FullName, current, Address: address)
        {
            IsPlanted = @operator.PasswordCeiling is not null,
            AccessEndsAt = @operator.ExpiresAt,
            MustChangePassword = @operator.TemporaryPasswordEndsAt is not null,
        };
        return new SignedInOperator(@operator, caller);
    }
}

/// <summary>An operator as it was when its password was verified, and its rights.</summary>
public sealed record SignedInOperator(Operator Operator, Caller Caller);
