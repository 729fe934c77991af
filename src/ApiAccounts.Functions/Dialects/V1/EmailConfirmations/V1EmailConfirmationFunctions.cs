using ApiAccounts.Core.Directory.EmailConfirmations;

namespace ApiAccounts.Functions.Dialects.V1.EmailConfirmations;

/// <summary><c>/api/v1/email-confirmations</c>: the confirmation of operators' e-mail addresses.</summary>
public sealed class V1EmailConfirmationFunctions(
    Api api, ClientAddress addresses, ConfirmEmail confirm, ResendEmailConfirmation resend)
{
    /// <summary>In the place of an id, the operator of the caller.</summary>
    private const string Self = "self";

    private static readonly EmbeddedPage Page = new("email-confirmation.html");

    /// <summary>Requires the token from the mailed link, and no other credentials.</summary>
    [Function(nameof(ConfirmEmail))]
    public async Task<IResult> ConfirmEmail(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/email-confirmations")] HttpRequest request,
        CancellationToken cancellationToken) =>
        api.Answer(request, await ConfirmAsync(request, cancellationToken), _ => TypedResults.NoContent());

    [Function(nameof(ResendEmailConfirmation))]
    public Task<IResult> ResendEmailConfirmation(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/email-confirmations/{operatorId}/resend")] HttpRequest request,
        string operatorId, CancellationToken cancellationToken) => api.As(
            request,
            caller => IdOf(caller, operatorId).ThenAsync(id => resend.ExecuteAsync(caller, id, cancellationToken)),
            _ => TypedResults.NoContent(),
            cancellationToken);

    [Function(nameof(EmailConfirmationPage))]
    public Task<IResult> EmailConfirmationPage(
        [HttpTrigger(Anonymous, "get", "head", Route = "email-confirmation")] HttpRequest request, CancellationToken cancellationToken) =>
        Page.AnswerAsync(request);

    private Task<Result<Unit>> ConfirmAsync(HttpRequest request, CancellationToken cancellationToken) =>
        V1Request.ReadAsync(request, V1Json.Default.V1ConfirmEmailRequest, cancellationToken)
            .Then(body => body.Read())
            .ThenAsync(token => confirm.ExecuteAsync(token, addresses.Of(request), cancellationToken));

    private static Result<AccountId> IdOf(Caller caller, string operatorId) =>
        operatorId == Self ? caller.Operator : V1Ids.Operator(operatorId);
}
