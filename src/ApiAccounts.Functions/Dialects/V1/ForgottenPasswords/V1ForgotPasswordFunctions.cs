using ApiAccounts.Core.Directory.ForgottenPasswords;

namespace ApiAccounts.Functions.Dialects.V1.ForgottenPasswords;

/// <summary><c>/api/v1/forgot-password</c>: another password for an operator that has forgotten its own.</summary>
public sealed class V1ForgotPasswordFunctions(
    Api api, ClientAddress addresses, RequestPasswordLink link, ReplaceForgottenPassword replace)
{
    private static readonly EmbeddedPage Page = new("reset-password.html");

    /// <summary>Requires no credentials, and answers the same for every user name.</summary>
    [Function(nameof(ForgotPassword))]
    public async Task<IResult> ForgotPassword(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/forgot-password")] HttpRequest request, CancellationToken cancellationToken) =>
        api.Answer(request, await RequestAsync(request, cancellationToken), _ => TypedResults.StatusCode(StatusCodes.Status202Accepted));

    /// <summary>Requires the token from the mailed link, and no other credentials.</summary>
    [Function(nameof(CompleteForgotPassword))]
    public async Task<IResult> CompleteForgotPassword(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/forgot-password/complete")] HttpRequest request,
        CancellationToken cancellationToken) =>
        api.Answer(request, await ReplaceAsync(request, cancellationToken), _ => TypedResults.NoContent());

    [Function(nameof(ResetPasswordPage))]
    public Task<IResult> ResetPasswordPage(
        [HttpTrigger(Anonymous, "get", "head", Route = "reset-password")] HttpRequest request, CancellationToken cancellationToken) =>
        Page.AnswerAsync(request);

    private Task<Result<Unit>> RequestAsync(HttpRequest request, CancellationToken cancellationToken) =>
        V1Request.ReadAsync(request, V1Json.Default.V1ForgotPasswordRequest, cancellationToken)
            .Then(body => body.Read())
            .ThenAsync(userName => link.ExecuteAsync(userName, addresses.Of(request), cancellationToken));

    private Task<Result<Unit>> ReplaceAsync(HttpRequest request, CancellationToken cancellationToken) =>
        V1Request.ReadAsync(request, V1Json.Default.V1CompleteForgotPasswordRequest, cancellationToken)
            .Then(body => body.Read())
            .ThenAsync(body => replace.ExecuteAsync(body.Token, body.NewPassword, addresses.Of(request), cancellationToken));
}
