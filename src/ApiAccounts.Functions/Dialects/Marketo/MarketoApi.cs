using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>
/// Runs the operations of this dialect: authenticates the caller, checks its permissions, and turns the result into a response. A failed
/// call is counted by the error code of the response.
/// </summary>
public sealed class MarketoApi(
    Authentication authentication,
    Idempotency idempotency,
    ErrorAnswers errors,
    LimitConcurrentCalls concurrent,
    UsageRecorder recorder)
{
    /// <summary>Runs an operation of <c>/userservice</c>.</summary>
    /// <param name="permission">The permission required besides <see cref="Permission.AccessUserManagementApi"/>.</param>
    public Task<IResult> UserService<T>(
        HttpRequest request,
        Permission permission,
        Func<Caller, Task<Result<T>>> operation,
        Func<T, IResult> answer,
        CancellationToken cancellationToken) =>
        RunAsync(request, [Permission.AccessUserManagementApi, permission], operation, answer, cancellationToken);

    /// <summary>Runs an operation of <c>/rest</c>.</summary>
    public Task<IResult> Rest<T>(
        HttpRequest request, Func<Caller, Task<Result<T>>> operation, Func<T, IResult> answer, CancellationToken cancellationToken) =>
        RunAsync(request, [Permission.AccessApi], operation, answer, cancellationToken);

    /// <summary>Whether a path is of this dialect, and its caller is to be authenticated before anything else is decided.</summary>
    public static bool Owns(PathString path) => path.StartsWithSegments("/userservice") || path.StartsWithSegments("/rest");

    /// <summary>Answers a request that no function takes: who calls is decided first, and the failure is counted.</summary>
    public Task<IResult> AnswerNoRouteAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var error = ErrorAnswers.NoRoute(request, RouteTable.MethodsOf(request.Path));
        return RunAsync(
            request, [], _ => Task.FromResult<Result<Unit>>(error), _ => TypedResults.NotFound(), cancellationToken);
    }

    private async Task<IResult> RunAsync<T>(
        HttpRequest request,
        Permission[] permissions,
        Func<Caller, Task<Result<T>>> operation,
        Func<T, IResult> answer,
        CancellationToken cancellationToken)
    {
        var authenticated = await authentication.AuthenticateAsync(request, cancellationToken);
        if (!authenticated.TryGet(out var caller, out var refusal)) return await RefuseAsync(request, refusal.Account, refusal);
        return await idempotency.RunAsync(request, caller, RunAsync, cancellationToken);

        async Task<IResult> RunAsync() => (await this.RunAsync(caller, permissions, operation)).TryGet(out var value, out var error)
            ? answer(value)
            : await RefuseAsync(request, caller.Actor, error);

        async Task<IResult> RefuseAsync(HttpRequest request, AccountId? failed, Error error)
        {
            if (failed is { } account) await recorder.RecordErrorAsync(account, MarketoErrors.CodeOf(error), cancellationToken);
            return errors.Of(request, error);
        }
    }

    private async Task<Result<T>> RunAsync<T>(Caller caller, Permission[] permissions, Func<Caller, Task<Result<T>>> operation)
    {
        if (!permissions.All(caller.May)) return Error.Forbidden;
        if (!caller.IsCustomService) return await operation(caller);
        if (!concurrent.Enter(caller.Account!.Value).TryGet(out var call, out var tooMany)) return tooMany;
        using (call) return await operation(caller);
    }
}
