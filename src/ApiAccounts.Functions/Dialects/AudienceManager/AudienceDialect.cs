using ApiAccounts.Functions.Dialects.V1;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>The API of Audience Manager. Its errors have the form of <see cref="Problems"/>, in its own terms.</summary>
internal sealed class AudienceDialect : IDialect
{
    public bool Owns(PathString path) => HasRoutesAt(path)
        || path.StartsWithSegments("/api/v1/self") || path.StartsWithSegments("/v1")
        || path.StartsWithSegments("/self") || path.StartsWithSegments("/users/self");

    /// <summary>Whether the routes of this dialect use the path itself, rather than an alias of it.</summary>
    public static bool HasRoutesAt(PathString path) =>
        path.StartsWithSegments("/api/v1/users") || path.StartsWithSegments("/api/v1/groups")
        || path.StartsWithSegments("/api/v1/permissionable-object-types");

    public IResult Answer(Error error) => Problems.Answer(Translate(error));

    private static Error Translate(Error error) => error switch
    {
        // A user that deletes itself causes a conflict here; in the other dialects it lacks the right.
        { Code: "own_operator" } => error with { Kind = ErrorKind.Conflict },
        { Target: "userName" } => error with { Target = "username" },
        { Code: "not_found", Target: null } => error with { Message = error.Message.Replace("operator", "user", StringComparison.Ordinal) },
        _ => error,
    };
}
