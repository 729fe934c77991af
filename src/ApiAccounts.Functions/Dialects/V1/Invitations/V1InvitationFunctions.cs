using ApiAccounts.Core.Directory.Invitations;
using ApiAccounts.Core.Directory.Operators;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApiAccounts.Functions.Dialects.V1.Invitations;

/// <summary><c>/api/v1/invitations</c>: invitations of new operators.</summary>
public sealed class V1InvitationFunctions(
    Api api,
    ClientAddress addresses,
    InviteOperator invite,
    ListInvitations list,
    GetInvitation get,
    ResendInvitation resend,
    WithdrawInvitation withdraw,
    AcceptInvitation accept)
{
    [Function(nameof(CreateInvitation))]
    public Task<IResult> CreateInvitation(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/invitations")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => InviteAsync(caller, request, cancellationToken),
            invited => AnswerInvited(request, invited),
            cancellationToken);

    [Function(nameof(ListInvitations))]
    public Task<IResult> ListInvitations(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/invitations")] HttpRequest request,
        CancellationToken cancellationToken) => api.As(
            request,
            caller => list.ExecuteAsync(caller, cancellationToken),
            found => TypedResults.Json([.. found.Select(V1InvitationResponse.Of)], V1Json.Default.IReadOnlyListV1InvitationResponse),
            cancellationToken);

    [Function(nameof(GetInvitation))]
    public Task<IResult> GetInvitation(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/invitations/{operatorId}")] HttpRequest request,
        string operatorId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.Operator(operatorId).ThenAsync(id => get.ExecuteAsync(caller, id, cancellationToken)),
            found => Answer(V1InvitationResponse.Of(found)),
            cancellationToken);

    [Function(nameof(WithdrawInvitation))]
    public Task<IResult> WithdrawInvitation(
        [HttpTrigger(Anonymous, "delete", Route = "api/v1/invitations/{operatorId}")] HttpRequest request,
        string operatorId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.Operator(operatorId).ThenAsync(id => withdraw.ExecuteAsync(caller, id, cancellationToken)),
            _ => TypedResults.NoContent(),
            cancellationToken);

    [Function(nameof(ResendInvitation))]
    public Task<IResult> ResendInvitation(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/invitations/{operatorId}/resend")] HttpRequest request,
        string operatorId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.Operator(operatorId).ThenAsync(id => resend.ExecuteAsync(caller, id, cancellationToken)),
            sent => Answer(V1InvitationResponse.Of(sent) with { Mailed = true }),
            cancellationToken);

    /// <summary>Requires the token from the link of the invitation, and no other credentials.</summary>
    [Function(nameof(AcceptInvitation))]
    public async Task<IResult> AcceptInvitation(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/invitations/accept")] HttpRequest request, CancellationToken cancellationToken) =>
        api.Answer(
            request,
            await AcceptAsync(request, cancellationToken),
            accepted => TypedResults.Json(new(accepted.Id.ToString(), accepted.UserName), V1Json.Default.V1AcceptedInvitationResponse));

    private Task<Result<InvitedOperator>> InviteAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        V1Request.ReadAsync(request, V1Json.Default.V1CreateInvitationRequest, cancellationToken)
            .Then(body => body.Read())
            .ThenAsync(invitation => invite.ExecuteAsync(caller, invitation, cancellationToken));

    private Task<Result<Operator>> AcceptAsync(HttpRequest request, CancellationToken cancellationToken) =>
        V1Request.ReadAsync(request, V1Json.Default.V1AcceptInvitationRequest, cancellationToken)
            .Then(body => body.Read())
            .ThenAsync(body => accept.ExecuteAsync(body.Token, body.Password, addresses.Of(request), cancellationToken));

    private static JsonHttpResult<V1InvitationResponse> AnswerInvited(HttpRequest request, InvitedOperator invited)
    {
        // The invitation of an API-only operator, which gets no mail, is not pending: its path would be a 404.
        if (invited.IsMailed) request.HttpContext.Response.Headers.Location = $"/api/v1/invitations/{invited.Operator.Id}";
        return Answer(V1InvitationResponse.Of(invited.Operator) with { Mailed = invited.IsMailed }, StatusCodes.Status201Created);
    }

    private static JsonHttpResult<V1InvitationResponse> Answer(V1InvitationResponse invitation, int? status = null) =>
        TypedResults.Json(invitation, V1Json.Default.V1InvitationResponse, statusCode: status);
}
