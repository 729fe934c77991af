using ApiAccounts.Core;
using ApiAccounts.Core.Access;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Native;

/// <summary>What every native operation has in common: who calls, and how a result becomes an answer.</summary>
public sealed class NativeApi(ApiUserAuthentication apiUsers)
{
    /// <summary>Runs an operation as whoever the credentials on the request are of.</summary>
    public async Task<IResult> As<T>(
        HttpRequest request, Func<Caller, Task<Result<T>>> operation, Func<T, IResult> answer, CancellationToken cancellationToken)
    {
        if (!(await apiUsers.AuthenticateAsync(request, cancellationToken)).TryGet(out var caller, out var refusal)) return Problems.Answer(refusal);
        return (await operation(caller)).TryGet(out var result, out var error) ? answer(result) : Problems.Answer(error);
    }
}
