using ApiAccounts.Core.RateLimits;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>
/// Keeps the API users that a caller creates and changes within the caller's own end (<see cref="CallerEnds"/>), and those of its own
/// operator also within its own rate limit. An operator that signs in itself has no rate limit of its own.
/// </summary>
public sealed class ApiUserBounds(IOptions<RateLimitsOptions> options)
{
    private static readonly Error RaisesLimit = new(
        ErrorKind.Forbidden,
        "own_rate_limit",
        "An API user cannot give itself, or another API user of its operator, a higher rate limit than its own.",
        "rateLimit");

    private readonly RateLimit? usual = options.Value.Default;

    /// <summary>Returns an API user to create, with the caller's own end and limit where none is requested.</summary>
    public Result<NewApiUser> Within(Caller caller, AccountId operatorId, NewApiUser request)
    {
        if (!caller.EndOfNew(operatorId, request.ExpiresAt).TryGet(out var endsAt, out var outlives)) return outlives;
        var limit = request.RateLimit;
        if (OwnLimit(caller, operatorId) is { } own && Exceeds(limit ?? usual, own))
        {
            if (limit is not null) return RaisesLimit;
            limit = own;
        }
        return request with { ExpiresAt = endsAt, RateLimit = limit };
    }

    /// <returns>Null if the caller may replace the settings of an API user.</returns>
    public Error? RefusalToChange(Caller caller, ApiUser apiUser, ApiUserSettings settings) =>
        (settings.IsEnabled && !apiUser.IsEnabled ? RefusalToUse(caller, apiUser.With(settings)) : null)
        ?? CallerEnds.ToReplaceEnd(caller, apiUser.OperatorId, apiUser.ExpiresAt, settings.ExpiresAt)
        ?? (OwnLimit(caller, apiUser.OperatorId) is { } own
            && Exceeds(settings.RateLimit ?? usual, own) && Exceeds(settings.RateLimit ?? usual, apiUser.RateLimit ?? usual)
            ? RaisesLimit
            : null);

    /// <summary>Whether the caller may learn the secret of an API user, or enable it, since it may know the secret.</summary>
    /// <returns>Null if it may.</returns>
    public Error? RefusalToUse(Caller caller, ApiUser apiUser) => apiUser.Id == caller.Account
        ? null
        : CallerEnds.ToLearnSecret(caller, apiUser.OperatorId, apiUser.ExpiresAt)
            ?? (OwnLimit(caller, apiUser.OperatorId) is { } own && Exceeds(apiUser.RateLimit ?? usual, own) ? RaisesLimit : null);

    /// <returns>Null if the caller's own limit does not bind it.</returns>
    private RateLimit? OwnLimit(Caller caller, AccountId owner) =>
        owner == caller.Operator && caller.Account is { Kind: AccountKind.ApiUser } ? caller.RateLimit ?? usual : null;

    /// <param name="limit">Null for none.</param>
    /// <param name="bound">Null for none.</param>
    private static bool Exceeds(RateLimit? limit, RateLimit? bound) => bound is not null
        && (limit is null
            || limit.Requests > bound.Requests
            || (long)limit.Requests * bound.Seconds > (long)bound.Requests * limit.Seconds);
}
