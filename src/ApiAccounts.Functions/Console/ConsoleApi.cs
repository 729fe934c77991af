namespace ApiAccounts.Functions.Console;

/// <summary>Runs the operations on sessions of the console, which take its cookie and nothing else.</summary>
public sealed class ConsoleApi(
    ConsoleRequest requests, ConsoleAuthentication authentication, ConsoleCookie cookie, ClientAddress addresses, Api api)
{
    /// <summary>Runs an operation that needs no session. It gets the caller's network address.</summary>
    internal async Task<IResult> Anonymously<T>(HttpRequest request, Func<string?, Task<Result<T>>> operation, Func<T, IResult> answer) =>
        api.Answer(request, requests.Refusal(request) is { } refusal ? refusal : await operation(addresses.Of(request)), answer);

    /// <summary>Runs an operation in a session, also in one whose temporary password must be changed.</summary>
    internal async Task<IResult> InSession<T>(
        HttpRequest request, Func<Caller, Task<Result<T>>> operation, Func<T, IResult> answer, CancellationToken cancellationToken)
    {
        if ((await CallerAsync(request, cancellationToken)).TryGet(out var caller, out var refusal))
            return api.Answer(request, await operation(caller), answer);
        if (refusal.Kind == ErrorKind.Unauthenticated && cookie.Read(request) is not null) cookie.Delete(request);
        return api.Answer<T>(request, refusal, answer);
    }

    /// <summary>Returns the caller of a request with a cookie, with its network address.</summary>
    internal Task<Result<Caller>> CallerAsync(HttpRequest request, CancellationToken cancellationToken) =>
        authentication.AuthenticateAsync(request, cancellationToken)
            .Then(caller => Result.Of(caller with { Address = addresses.Of(request) }));

    /// <summary>Runs an operation in a session whose password is no temporary one.</summary>
    internal Task<IResult> As<T>(
        HttpRequest request, Func<Caller, Task<Result<T>>> operation, Func<T, IResult> answer, CancellationToken cancellationToken) =>
        InSession(
            request,
            async caller => Rights.ToDoMoreThanChangePassword(caller) is { } refusal ? refusal : await operation(caller),
            answer,
            cancellationToken);
}
