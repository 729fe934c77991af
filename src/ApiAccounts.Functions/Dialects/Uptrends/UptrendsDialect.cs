namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>The API of Uptrends, <c>/v4</c>. Its errors are <c>{"Messages":[{"Message":"…"}]}</c>.</summary>
internal sealed class UptrendsDialect : IDialect
{
    public bool Owns(PathString path) => path.StartsWithSegments("/v4");

    public IResult Answer(Error error) => new ErrorResult<UptrendsMessagesResponse>(
        error,
        StatusOf(error.Kind),
        new([new(error.Message)]),
        UptrendsJson.Default.UptrendsMessagesResponse,
        "application/json; charset=utf-8");

    /// <summary>This dialect responds with 403 when a value in a readable body is not allowed.</summary>
    private static int StatusOf(ErrorKind kind) => kind == ErrorKind.Invalid ? StatusCodes.Status403Forbidden : Statuses.Of(kind);
}

internal sealed record UptrendsMessagesResponse(IReadOnlyList<UptrendsMessageResponse> Messages);

internal sealed record UptrendsMessageResponse(string Message);
