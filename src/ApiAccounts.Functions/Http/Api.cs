using ApiAccounts.Core.Access;
using ApiAccounts.Core.Kernel;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Http;

/// <summary>What every operation has in common: who calls, and how a result becomes an answer in the dialect of the path.</summary>
public sealed class Api(Authentication authentication, ErrorAnswers errors)
{
    /// <summary>Runs an operation as whoever the credentials on the request are of.</summary>
    public async Task<IResult> As<T>(
        HttpRequest request, Func<Caller, Task<Result<T>>> operation, Func<T, IResult> answer, CancellationToken cancellationToken) =>
        Answer(request, await authentication.AuthenticateAsync(request, cancellationToken).ThenAsync(operation), answer);

    /// <summary>Runs an operation as the operator whose user name and password came as Basic credentials.</summary>
    public async Task<IResult> AsOperator<T>(
        HttpRequest request, Func<Caller, Task<Result<T>>> operation, Func<T, IResult> answer, CancellationToken cancellationToken) =>
        Answer(request, await authentication.SignInAsync(request, cancellationToken).ThenAsync(operation), answer);

    /// <summary>Runs a change of the caller's own password, which is open also to one that signed in with a temporary password.</summary>
    public async Task<IResult> ToChangePassword<T>(
        HttpRequest request, Func<Caller, Task<Result<T>>> operation, Func<T, IResult> answer, CancellationToken cancellationToken) =>
        Answer(request, await authentication.AuthenticateToChangePasswordAsync(request, cancellationToken).ThenAsync(operation), answer);

    /// <summary>The answer of an operation that is open to everybody.</summary>
    public IResult Answer<T>(HttpRequest request, Result<T> result, Func<T, IResult> answer) =>
        result.TryGet(out var value, out var error) ? answer(value) : errors.Of(request, error);
}
