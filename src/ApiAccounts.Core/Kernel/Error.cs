namespace ApiAccounts.Core.Kernel;

/// <summary>The kind of a failure. Each dialect maps it to a status of its own.</summary>
public enum ErrorKind
{
    /// <summary>The request cannot be parsed: it is not JSON, a type is wrong or a member is missing.</summary>
    Malformed,

    /// <summary>The request is well-formed, but contains a value that is not allowed.</summary>
    Invalid,

    /// <summary>The credentials are missing or wrong.</summary>
    Unauthenticated,

    /// <summary>The credentials are valid, but lack the required right.</summary>
    Forbidden,

    /// <summary>The resource does not exist or belongs to another partner.</summary>
    NotFound,

    /// <summary>The path exists, but does not support the method.</summary>
    MethodNotAllowed,

    /// <summary>The request conflicts with the current state.</summary>
    Conflict,

    /// <summary>The body exceeds the size limit.</summary>
    TooLarge,

    /// <summary>The body did not arrive in time.</summary>
    TooSlow,

    /// <summary>The caller exceeded a limit and must wait.</summary>
    TooManyRequests,

    /// <summary>A dependency does not respond. The request may succeed later.</summary>
    Unavailable,

    /// <summary>A bug or an outage, caught at the outermost layer.</summary>
    Unexpected,
}

/// <summary>An expected failure.</summary>
/// <param name="Code">Stable, lower case with underscores. For programs.</param>
/// <param name="Message">A sentence for people. Never contains a secret.</param>
/// <param name="Target">The field it concerns, in camel case as this model names it (<c>description</c>); null if there is none.</param>
public sealed record Error(ErrorKind Kind, string Code, string Message, string? Target = null)
{
    /// <summary>How long to wait before the next attempt; null if unknown.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// The account whose valid credentials were used for a call over a limit. The error counts against it, if anywhere. Null otherwise.
    /// </summary>
    public AccountId? Account { get; init; }

    public static Error Malformed(string message, string? target = null) => new(ErrorKind.Malformed, "malformed_request", message, target);

    public static Error Invalid(string message, string? target = null) => new(ErrorKind.Invalid, "invalid_value", message, target);

    /// <summary>The same message for every fault of the credentials, so that it reveals nothing about them.</summary>
    public static Error Unauthenticated { get; } = new(
        ErrorKind.Unauthenticated,
        "invalid_credentials",
        "The credentials are missing or wrong. This path takes the user name and secret of an API user, or an access token.");

    /// <summary>The same for a path that takes the credentials of an operator.</summary>
    public static Error OperatorUnauthenticated { get; } = Unauthenticated with
    {
        Message = "The credentials are missing or wrong. This path takes the user name and password of an operator.",
    };

    /// <summary>An access token that grants no access: unknown, altered, revoked, or of a deleted operator.</summary>
    public static Error InvalidToken { get; } =
        new(ErrorKind.Unauthenticated, "invalid_token", "The access token is not valid or has been revoked.");

    /// <summary>An access token of this service that has expired.</summary>
    public static Error ExpiredToken { get; } = InvalidToken with { Message = "The access token has expired." };

    public static Error Forbidden { get; } =
        new(ErrorKind.Forbidden, "forbidden", "The caller does not have the right to do this.");

    /// <param name="what">The noun for the message: "API user".</param>
    public static Error NotFound(string what) => new(ErrorKind.NotFound, "not_found", $"There is no such {what}.");

    public static Error Conflict(string code, string message) => new(ErrorKind.Conflict, code, message);
}
