using ApiAccounts.Core.Access;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Native;

/// <summary>What every native operation has in common: who calls, and how a result becomes an answer.</summary>
public sealed class NativeApi(Authentication authentication)
{
    /// <summary>Runs an operation as whoever the credentials on the request are of.</summary>
    public async Task<IResult> As<T>(
        HttpRequest request, Func<Caller, Task<Result<T>>> operation, Func<T, IResult> answer, CancellationToken cancellationToken) =>
        await RunAsync(await authentication.AuthenticateAsync(request, cancellationToken), operation, answer);

    /// <summary>The same for the change of the caller's own password, which is open also to one that signed in with a temporary password.</summary>
    public async Task<IResult> ToChangePassword<T>(
        HttpRequest request, Func<Caller, Task<Result<T>>> operation, Func<T, IResult> answer, CancellationToken cancellationToken) =>
        await RunAsync(await authentication.AuthenticateToChangePasswordAsync(request, cancellationToken), operation, answer);

    private static async Task<IResult> RunAsync<T>(Result<Caller> authenticated, Func<Caller, Task<Result<T>>> operation, Func<T, IResult> answer)
    {
        if (!authenticated.TryGet(out var caller, out var refusal)) return Problems.Answer(refusal);
        return (await operation(caller)).TryGet(out var result, out var error) ? answer(result) : Problems.Answer(error);
    }
}
