using System.Globalization;
using ApiAccounts.Core.RateLimits;

namespace ApiAccounts.Functions.Http;

/// <summary>
/// The fields of draft-ietf-httpapi-ratelimit-headers: the limit (<c>q</c> requests in a window of <c>w</c> seconds), and the remainder
/// (<c>r</c> requests; <c>t</c> seconds until one more is allowed, which is <c>Retry-After</c> when none remains).
/// </summary>
internal static class RateLimitHeaders
{
    public static void Write(HttpResponse response, Caller caller, RateLimitState state)
    {
        var policy = caller.Actor.Kind switch
        {
            AccountKind.CustomService => "\"custom-service\"",
            AccountKind.Operator => "\"operator\"",
            _ => "\"api-user\"",
        };
        response.Headers["RateLimit-Policy"] =
            string.Create(CultureInfo.InvariantCulture, $"{policy};q={state.Limit.Requests};w={state.Limit.Seconds}");
        response.Headers["RateLimit"] =
            string.Create(CultureInfo.InvariantCulture, $"{policy};r={state.Remaining};t={state.SecondsToNext}");
    }
}
