using ApiAccounts.Core.Kernel;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Uptrends;

/// <summary><c>{"Messages":[{"Message":"…"}]}</c>: the one place where an error becomes an answer of this dialect.</summary>
internal static class UptrendsErrors
{
    public static IResult Answer(Error error) =>
        new ErrorResult<MessagesResponse>(error, Status(error.Kind), new([new(error.Message)]), UptrendsJson.Default.MessagesResponse, "application/json; charset=utf-8");

    /// <summary>This dialect answers 403 where a value in a readable body is not allowed.</summary>
    private static int Status(ErrorKind kind) => kind == ErrorKind.Invalid ? StatusCodes.Status403Forbidden : Statuses.Of(kind);
}

internal sealed record MessagesResponse(IReadOnlyList<MessageResponse> Messages);

internal sealed record MessageResponse(string Message);
