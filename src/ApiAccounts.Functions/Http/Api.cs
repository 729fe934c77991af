namespace ApiAccounts.Functions.Http;

/// <summary>Runs operations: authenticates the caller, and turns the result into a response in the dialect of the path.</summary>
public sealed class Api(Authentication authentication, Idempotency idempotency, ErrorAnswers errors)
{
    /// <summary>Runs an operation as the owner of the credentials on the request.</summary>
    public async Task<IResult> As<T>(
        HttpRequest request, Func<Caller, Task<Result<T>>> operation, Func<T, IResult> answer, CancellationToken cancellationToken) =>
        await RunAsync(request, await authentication.AuthenticateAsync(request, cancellationToken), operation, answer, cancellationToken);

    /// <summary>Runs an operation as the operator whose user name and password are the Basic credentials.</summary>
    public async Task<IResult> AsOperator<T>(
        HttpRequest request, Func<Caller, Task<Result<T>>> operation, Func<T, IResult> answer, CancellationToken cancellationToken) =>
        await RunAsync(request, await authentication.SignInAsync(request, cancellationToken), operation, answer, cancellationToken);

    /// <summary>Runs a change of the caller's own password, which is also open to a caller with a temporary password.</summary>
    public async Task<IResult> ToChangePassword<T>(
        HttpRequest request, Func<Caller, Task<Result<T>>> operation, Func<T, IResult> answer, CancellationToken cancellationToken) =>
        Answer(request, await authentication.AuthenticateToChangePasswordAsync(request, cancellationToken).ThenAsync(operation), answer);

    /// <summary>Turns the result of an operation without a caller into a response.</summary>
    public IResult Answer<T>(HttpRequest request, Result<T> result, Func<T, IResult> answer) =>
        result.TryGet(out var value, out var error) ? answer(value) : errors.Of(request, error);

    private async Task<IResult> RunAsync<T>(
        HttpRequest request,
        Result<Caller> authenticated,
        Func<Caller, Task<Result<T>>> operation,
        Func<T, IResult> answer,
        CancellationToken cancellationToken) =>
        authenticated.TryGet(out var caller, out var refusal)
            ? await idempotency.RunAsync(
                request, caller, async () => Answer(request, await operation(caller), answer), cancellationToken)
            : errors.Of(request, refusal);
}
