using ApiAccounts.Core.Kernel;
using ApiAccounts.Functions.Dialects.V1;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>The API of Audience Manager. Its errors have the form of <see cref="Problems"/>, in its own words.</summary>
internal sealed class AudienceDialect : IDialect
{
    public bool Owns(PathString path) => HasRoutesAt(path) || path.StartsWithSegments("/api/v1/self") || path.StartsWithSegments("/v1");

    /// <summary>Whether it is a path as the routes of this dialect have it, and no other spelling of one.</summary>
    public static bool HasRoutesAt(PathString path) => path.StartsWithSegments("/api/v1/users") || path.StartsWithSegments("/api/v1/groups");

    public IResult Answer(Error error) => Problems.Answer(InItsWords(error));

    private static Error InItsWords(Error error) => error switch
    {
        // A user that would delete itself is in a conflict here, and elsewhere lacks the right.
        { Code: "own_operator" } => error with { Kind = ErrorKind.Conflict },
        { Target: "userName" } => error with { Target = "username" },
        { Code: "not_found", Target: null } => error with { Message = error.Message.Replace("operator", "user", StringComparison.Ordinal) },
        _ => error,
    };
}
