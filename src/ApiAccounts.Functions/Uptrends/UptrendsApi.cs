using ApiAccounts.Core.Access;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Uptrends;

/// <summary>What every operation of this dialect has in common: who calls, and how a result becomes an answer.</summary>
public sealed class UptrendsApi(Authentication authentication)
{
    /// <summary>Runs an operation as whoever the credentials on the request are of.</summary>
    public async Task<IResult> As<T>(
        HttpRequest request, Func<Caller, Task<Result<T>>> operation, Func<T, IResult> answer, CancellationToken cancellationToken) =>
        await RunAsync(await authentication.AuthenticateAsync(request, cancellationToken), operation, answer);

    /// <summary>Runs an operation as the operator whose e-mail address and password came as Basic credentials.</summary>
    public async Task<IResult> AsOperator<T>(
        HttpRequest request, Func<Caller, Task<Result<T>>> operation, Func<T, IResult> answer, CancellationToken cancellationToken) =>
        await RunAsync(await authentication.SignInAsync(request, cancellationToken), operation, answer);

    private static async Task<IResult> RunAsync<T>(Result<Caller> authenticated, Func<Caller, Task<Result<T>>> operation, Func<T, IResult> answer)
    {
        if (!authenticated.TryGet(out var caller, out var refusal)) return UptrendsErrors.Answer(refusal);
        return (await operation(caller)).TryGet(out var result, out var error) ? answer(result) : UptrendsErrors.Answer(error);
    }
}
