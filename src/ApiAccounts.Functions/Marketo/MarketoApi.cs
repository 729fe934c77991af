using ApiAccounts.Core;
using ApiAccounts.Core.Access;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Marketo;

/// <summary>What every operation of this dialect has in common: who calls, what that takes, and how a result becomes an answer.</summary>
public sealed class MarketoApi(Authentication authentication)
{
    /// <summary>Runs an operation of <c>/userservice</c>.</summary>
    /// <param name="permission">What it takes beside <see cref="Permission.AccessUserManagementApi"/>.</param>
    public async Task<IResult> UserService<T>(
        HttpRequest request,
        Permission permission,
        Func<Caller, Task<Result<T>>> operation,
        Func<T, IResult> answer,
        CancellationToken cancellationToken) =>
        (await RunAsync(request, [Permission.AccessUserManagementApi, permission], operation, cancellationToken)).TryGet(out var value, out var error)
            ? answer(value)
            : UserServiceErrors.Answer(error);

    /// <summary>Runs an operation of <c>/rest</c>.</summary>
    public async Task<IResult> Rest<T>(
        HttpRequest request, Func<Caller, Task<Result<T>>> operation, Func<T, IResult> answer, CancellationToken cancellationToken) =>
        (await RunAsync(request, [Permission.AccessApi], operation, cancellationToken)).TryGet(out var value, out var error)
            ? answer(value)
            : RestErrors.Answer(request, error);

    private async Task<Result<T>> RunAsync<T>(
        HttpRequest request, Permission[] permissions, Func<Caller, Task<Result<T>>> operation, CancellationToken cancellationToken)
    {
        if (!(await authentication.AuthenticateAsync(request, cancellationToken)).TryGet(out var caller, out var refusal)) return refusal;
        return permissions.All(caller.May) ? await operation(caller) : Error.Forbidden;
    }
}
