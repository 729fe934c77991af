using System.Globalization;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.RateLimits;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Http;

/// <summary>
/// The fields of draft-ietf-httpapi-ratelimit-headers: what the limit is (<c>q</c> requests in a window of <c>w</c> seconds), and what is left of
/// it (<c>r</c> requests; <c>t</c> seconds until there is one more, the moment that <c>Retry-After</c> names when none is left).
/// </summary>
internal static class RateLimitHeaders
{
    public static void Write(HttpResponse response, Caller caller, RateLimitState state)
    {
        var policy = caller.IsCustomService ? "\"custom-service\"" : "\"api-user\"";
        response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"{policy};q={state.Limit.Requests};w={state.Limit.Seconds}");
        response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"{policy};r={state.Remaining};t={state.SecondsToNext}");
    }
}
