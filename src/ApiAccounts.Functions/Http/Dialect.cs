using ApiAccounts.Core.Kernel;
using ApiAccounts.Functions.Marketo;
using ApiAccounts.Functions.Native;
using ApiAccounts.Functions.OAuth;
using ApiAccounts.Functions.Uptrends;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Http;

/// <summary>Which dialect a path is spoken to in; for answers that no dialect's own code gives.</summary>
internal static class Dialect
{
    public static IResult Answer(HttpRequest request, Error error) =>
        request.Path.StartsWithSegments("/v4") ? UptrendsErrors.Answer(error)
        : request.Path.StartsWithSegments("/userservice") ? UserServiceErrors.Answer(error)
        : request.Path.StartsWithSegments("/rest") ? RestErrors.Answer(request, error)
        : request.Path.StartsWithSegments("/identity") || request.Path.StartsWithSegments("/oauth") ? OAuthErrors.Answer(error)
        : Problems.Answer(error);
}
