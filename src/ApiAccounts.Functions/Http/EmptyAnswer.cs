namespace ApiAccounts.Functions.Http;

/// <summary>
/// A response without a body, for the hot paths: the results of <see cref="TypedResults"/> resolve a logger, and with it a service scope,
/// for each request.
/// </summary>
internal sealed class EmptyAnswer : IResult
{
    public static readonly Task<IResult> Ok = Task.FromResult<IResult>(new EmptyAnswer(StatusCodes.Status200OK));
    public static readonly Task<IResult> NoContent = Task.FromResult<IResult>(new EmptyAnswer(StatusCodes.Status204NoContent));
    public static readonly IResult Created = new EmptyAnswer(StatusCodes.Status201Created);
    private readonly int status;

    private EmptyAnswer(int status) => this.status = status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
