using ApiAccounts.Core.Sessions;
using ApiAccounts.Functions.Dialects.V1;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApiAccounts.Functions.Console;

/// <summary><c>/console/session</c>: the session of the browser that asks.</summary>
public sealed class ConsoleSessionFunctions(
    ConsoleApi console,
    ConsoleCookie cookie,
    SignInToConsole signIn,
    AcceptInvitationInConsole accept,
    ChangePasswordInConsole changePassword,
    ReadConsoleSession read,
    EndSessions end)
{
    [Function(nameof(ConsoleSignIn))]
    public Task<IResult> ConsoleSignIn(
        [HttpTrigger(Anonymous, "post", Route = "console/session")] HttpRequest request, CancellationToken cancellationToken) =>
        console.Anonymously(
            request,
            address => V1Request.ReadAsync(request, ConsoleJson.Default.ConsoleSignInRequest, cancellationToken)
                .Then(body => body.Read())
                .ThenAsync(body => signIn.ExecuteAsync(body.UserName, body.Password, address, cancellationToken)),
            begun => Answer(request, begun));

    [Function(nameof(ConsoleAcceptInvitation))]
    public Task<IResult> ConsoleAcceptInvitation(
        [HttpTrigger(Anonymous, "post", Route = "console/session/invitation")] HttpRequest request, CancellationToken cancellationToken) =>
        console.Anonymously(
            request,
            address => V1Request.ReadAsync(request, V1Json.Default.V1AcceptInvitationRequest, cancellationToken)
                .Then(body => body.Read())
                .ThenAsync(body => accept.ExecuteAsync(body.Token, body.Password, address, cancellationToken)),
            begun => Answer(request, begun));

    [Function(nameof(ConsoleChangePassword))]
    public Task<IResult> ConsoleChangePassword(
        [HttpTrigger(Anonymous, "post", Route = "console/session/password")] HttpRequest request, CancellationToken cancellationToken) =>
        console.InSession(
            request,
            caller => V1Request.ReadAsync(request, ConsoleJson.Default.ConsolePasswordRequest, cancellationToken)
                .Then(body => body.Read())
                .ThenAsync(body => changePassword.ExecuteAsync(caller, body.CurrentPassword, body.NewPassword, cancellationToken)),
            begun => Answer(request, begun),
            cancellationToken);

    [Function(nameof(ConsoleGetSession))]
    public Task<IResult> ConsoleGetSession(
        [HttpTrigger(Anonymous, "get", "head", Route = "console/session")] HttpRequest request, CancellationToken cancellationToken) =>
        console.InSession(request, caller => read.ExecuteAsync(caller, cancellationToken), Answer, cancellationToken);

    /// <summary>Answers in the same way if there is no session: then the caller is signed out already.</summary>
    [Function(nameof(ConsoleSignOut))]
    public Task<IResult> ConsoleSignOut(
        [HttpTrigger(Anonymous, "delete", Route = "console/session")] HttpRequest request, CancellationToken cancellationToken) =>
        console.Anonymously(
            request,
            async _ =>
            {
                var authenticated = await console.CallerAsync(request, cancellationToken);
                if (authenticated.TryGet(out var caller, out var refusal)) await end.EndOwnAsync(caller, cancellationToken);
                else if (refusal.Kind != ErrorKind.Unauthenticated) return refusal;
                cookie.Delete(request);
                return Result.Of(new Unit());
            },
            _ => TypedResults.NoContent());

    private JsonHttpResult<ConsoleSessionResponse> Answer(HttpRequest request, BegunConsoleSession begun)
    {
        cookie.Write(request, begun.Cookie);
        return Answer(begun.Session);
    }

    private static JsonHttpResult<ConsoleSessionResponse> Answer(ConsoleSession session) =>
        TypedResults.Json(ConsoleSessionResponse.Of(session), ConsoleJson.Default.ConsoleSessionResponse);
}
