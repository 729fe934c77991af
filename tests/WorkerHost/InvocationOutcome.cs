namespace ApiAccounts.Testing.Hosting;

/// <summary>How an invocation ended, as the worker said.</summary>
/// <param name="Status"><c>Success</c>, <c>Failure</c> or <c>Cancelled</c>; the Functions host shows the last as a failure, too.</param>
/// <param name="Exception">Its message and stack trace; null for none.</param>
public sealed record InvocationOutcome(string Function, string InvocationId, string Status, string? Exception)
{
    public bool IsSuccess => Status == nameof(StatusResult.Types.Status.Success);

    internal static InvocationOutcome Of(string function, InvocationResponse response) => new(
        function,
        response.InvocationId,
        response.Result.Status.ToString(),
        response.Result.Exception is { } exception ? $"{exception.Message}\n{exception.StackTrace}" : null);
}
