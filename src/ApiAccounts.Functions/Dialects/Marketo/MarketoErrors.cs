using System.Globalization;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>An error in the form of this dialect.</summary>
/// <param name="Code">Digits.</param>
internal sealed record MarketoErrorResponse(string Code, string Message)
{
    public static MarketoErrorResponse Of(Error error) =>
        new(MarketoErrors.CodeOf(error).ToString(CultureInfo.InvariantCulture), error.Message);
}

/// <summary>The error codes of this dialect.</summary>
internal static class MarketoErrors
{
    public static int CodeOf(Error error) => error switch
    {
        _ when error == Error.ExpiredToken => 602,
        { Kind: ErrorKind.Unauthenticated } or { Code: "credential_ended" or "credential_unconfirmed" } => 601,
        { Kind: ErrorKind.Forbidden } => 603,
        { Kind: ErrorKind.MethodNotAllowed } => 605,
        { Code: "too_many_at_once" } => 615,
        { Code: "daily_quota_exceeded" } => 607,
        { Kind: ErrorKind.TooManyRequests } => 606,
        { Kind: ErrorKind.Unavailable } => 608,
        { Kind: ErrorKind.Malformed or ErrorKind.TooSlow } => 609,
        { Kind: ErrorKind.NotFound } => 610,
        { Kind: ErrorKind.TooLarge } => 413,
        { Kind: ErrorKind.Conflict } => 709,
        { Kind: ErrorKind.Invalid } => 1003,
        _ => 611,
    };
}
