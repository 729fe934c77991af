using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Kernel;

/// <summary>What sort of failure it is; each dialect maps the kind to a status of its own.</summary>
public enum ErrorKind
{
    /// <summary>The request cannot be read: no JSON, a wrong type, a member missing.</summary>
    Malformed,

    /// <summary>The request can be read, but a value in it is not allowed.</summary>
    Invalid,

    /// <summary>No credentials, or wrong ones.</summary>
    Unauthenticated,

    /// <summary>The credentials are right, and do not suffice.</summary>
    Forbidden,

    /// <summary>There is no such thing, or it is another partner's.</summary>
    NotFound,

    /// <summary>The path exists, the method on it does not.</summary>
    MethodNotAllowed,

    /// <summary>It cannot be done as things stand.</summary>
    Conflict,

    /// <summary>The body is larger than is read.</summary>
    TooLarge,

    /// <summary>The body did not arrive in time.</summary>
    TooSlow,

    /// <summary>Not now: too much of it at once.</summary>
    TooManyRequests,

    /// <summary>Not now: something this needs does not answer.</summary>
    Unavailable,

    /// <summary>A bug or an outage, caught at the last moment.</summary>
    Unexpected,
}

/// <summary>An expected failure.</summary>
/// <param name="Code">Stable, lower case with underscores: what programs look at.</param>
/// <param name="Message">A sentence for people. Never holds a secret.</param>
/// <param name="Target">The field it is about, in camel case as this model calls it (<c>description</c>); null when it is about none.</param>
public sealed record Error(ErrorKind Kind, string Code, string Message, string? Target = null)
{
    /// <summary>When to try again, where that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whose credentials were right, where a call of it came too soon or was one too many: it is counted as an error of it, if anywhere. Null for all else.</summary>
    public AccountId? Account { get; init; }

    public static Error Malformed(string message, string? target = null) => new(ErrorKind.Malformed, "malformed_request", message, target);

    public static Error Invalid(string message, string? target = null) => new(ErrorKind.Invalid, "invalid_value", message, target);

    /// <summary>The same words whatever was wrong with the credentials, so that nothing can be learnt from them.</summary>
    public static Error Unauthenticated { get; } =
        new(ErrorKind.Unauthenticated, "invalid_credentials", "The credentials are missing or wrong.");

    /// <summary>An access token that opens nothing: another's, changed, ended, or of an operator that is gone.</summary>
    public static Error InvalidToken { get; } =
        new(ErrorKind.Unauthenticated, "invalid_token", "The access token is not valid or has been revoked.");

    /// <summary>One of ours whose time is over.</summary>
    public static Error ExpiredToken { get; } = InvalidToken with { Message = "The access token has expired." };

    public static Error Forbidden { get; } =
        new(ErrorKind.Forbidden, "forbidden", "The caller does not have the right to do this.");

    /// <param name="what">The name of the thing in a sentence: "API user".</param>
    public static Error NotFound(string what) => new(ErrorKind.NotFound, "not_found", $"There is no such {what}.");

    public static Error Conflict(string code, string message) => new(ErrorKind.Conflict, code, message);
}
