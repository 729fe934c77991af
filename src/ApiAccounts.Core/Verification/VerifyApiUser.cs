using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.Verification;

/// <summary>Verifies the credentials of an API user, and that it and its operator may act now.</summary>
public sealed class VerifyApiUser(CredentialCache credentials, SecretHasher secrets, TimeProvider clock)
{
    private static readonly Error CannotAct = new(
        ErrorKind.Forbidden,
        "credential_ended",
        "The credentials are correct, but the API user or its operator is disabled, locked or expired.");

    private static readonly Error Held = new(
        ErrorKind.Forbidden,
        "credential_unconfirmed",
        "The credentials are correct, but somebody else created them before the operator gained rights."
        + " An administrator must confirm them.");

    internal static readonly Error Busy = new(
        ErrorKind.Unavailable, "too_many_reads", "Too many credentials are being looked up. Try again later.");

    /// <returns>Completes synchronously if the credential is cached.</returns>
    public ValueTask<Result<Caller>> ExecuteAsync(
        ReadOnlySpan<char> userName, ReadOnlySpan<char> secret, CancellationToken cancellationToken)
    {
        if (!TryRead(userName, secret, out var id)) return new(Error.Unauthenticated);
        var finding = credentials.FindAsync(id);
        if (!finding.IsCompletedSuccessfully) return new(WaitAsync(finding, secret.ToString(), cancellationToken));
        return new(Verify(finding.Result, secret));
    }

    /// <summary>Also returns the fingerprint of the secret, for tokens that are valid only as long as this secret.</summary>
    public async Task<Result<VerifiedApiUser>> ForTokensAsync(string userName, string secret, CancellationToken cancellationToken)
    {
        if (!TryRead(userName, secret, out var id)) return Error.Unauthenticated;
        try
        {
            var found = await credentials.FindAsync(id).WaitAsync(cancellationToken);
            if (!Verify(found, secret).TryGet(out var caller, out var error)) return error;
            var apiUser = found.Credential!;
            var match = caller.UsedPreviousSecret ? SecretMatch.Previous : SecretMatch.Current;
            var secretHash = match == SecretMatch.Previous ? apiUser.Previous : apiUser.Secret;
            var endsAt = Expiry.Earliest(apiUser.EndOf(match), found.Holder!.ExpiresAt);
            return new VerifiedApiUser(caller, secretHash!.Fingerprint, endsAt);
        }
        catch (BusyException)
        {
            return Busy;
        }
    }

    private static bool TryRead(ReadOnlySpan<char> userName, ReadOnlySpan<char> secret, out AccountId id) =>
        AccountId.TryParseUserName(userName, out id) && id.Kind == AccountKind.ApiUser && ApiSecret.IsWellFormed(secret);

    private async Task<Result<Caller>> WaitAsync(ValueTask<CachedAccount> finding, string secret, CancellationToken cancellationToken)
    {
        try
        {
            return Verify(await finding.WaitAsync(cancellationToken), secret);
        }
        catch (BusyException)
        {
            return Busy;
        }
    }

    /// <summary>Always compares with a hash, so that existing and unknown names take the same time.</summary>
    private Result<Caller> Verify(CachedAccount found, ReadOnlySpan<char> secret)
    {
        var (apiUser, holder, grants) = found;
        var now = clock.GetUtcNow();
        var match = secrets.Match(secret, apiUser?.Secret, apiUser?.PreviousSecretAt(now));
        if (match == SecretMatch.None || apiUser is null || holder is null || holder.Id != apiUser.OperatorId) return Error.Unauthenticated;
        if (!apiUser.WorksAt(now) || !holder.MayActAt(now)) return CannotAct;
        var caller = apiUser.CallerFor(holder, grants);
        if (apiUser.IsHeld(caller.Grants)) return Held;
        return match == SecretMatch.Previous ? caller with { UsedPreviousSecret = true } : caller;
    }
}
