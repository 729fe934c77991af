namespace ApiAccounts.Functions.Dialects.V1.Invitations;

/// <summary><c>/invitation</c>: the page that invitations link to.</summary>
public sealed class V1InvitationPageFunctions
{
    private static readonly EmbeddedPage Page = new("invitation.html");

    [Function(nameof(InvitationPage))]
    public Task<IResult> InvitationPage(
        [HttpTrigger(Anonymous, "get", "head", Route = "invitation")] HttpRequest request, CancellationToken cancellationToken) =>
        Page.AnswerAsync(request);
}
