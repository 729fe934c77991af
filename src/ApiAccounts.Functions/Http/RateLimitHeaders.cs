using System.Globalization;
using ApiAccounts.Core.RateLimits;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Http;

/// <summary>
/// The fields of draft-ietf-httpapi-ratelimit-headers: what the limit is (<c>q</c> requests in a window of <c>w</c> seconds), and what is left of
/// it (<c>r</c> requests; <c>t</c> seconds until there is one more, the moment that <c>Retry-After</c> names when none is left).
/// </summary>
internal static class RateLimitHeaders
{
    private const string Policy = "\"api-user\"";

    public static void Write(HttpResponse response, RateLimitState state)
    {
        response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"{Policy};q={state.Limit.Requests};w={state.Limit.Seconds}");
        response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"{Policy};r={state.Remaining};t={state.SecondsToNext}");
    }
}
