using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Invitations;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.Functions.Native;

/// <summary><c>/api/v1/invitations</c>: operators that come in by an invitation.</summary>
public sealed class InvitationFunctions(
    NativeApi api,
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
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/invitations")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(request, caller => InviteAsync(caller, request, cancellationToken), invited => AnswerInvited(request, invited), cancellationToken);

    [Function(nameof(ListInvitations))]
    public Task<IResult> ListInvitations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/invitations")] HttpRequest request, CancellationToken cancellationToken) => api.As(
            request,
            caller => list.ExecuteAsync(caller, cancellationToken),
            found => TypedResults.Json([.. found.Select(InvitationResponse.Of)], NativeJson.Default.IReadOnlyListInvitationResponse),
            cancellationToken);

    [Function(nameof(GetInvitation))]
    public Task<IResult> GetInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/invitations/{operatorId}")] HttpRequest request,
        string operatorId, CancellationToken cancellationToken) => api.As(
            request,
            caller => NativeIds.OnOperator(operatorId, id => get.ExecuteAsync(caller, id, cancellationToken)),
            found => Answer(InvitationResponse.Of(found)),
            cancellationToken);

    [Function(nameof(WithdrawInvitation))]
    public Task<IResult> WithdrawInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v1/invitations/{operatorId}")] HttpRequest request,
        string operatorId, CancellationToken cancellationToken) => api.As(
            request,
            caller => NativeIds.OnOperator(operatorId, id => withdraw.ExecuteAsync(caller, id, cancellationToken)),
            _ => TypedResults.NoContent(),
            cancellationToken);

    [Function(nameof(ResendInvitation))]
    public Task<IResult> ResendInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/invitations/{operatorId}/resend")] HttpRequest request,
        string operatorId, CancellationToken cancellationToken) => api.As(
            request,
            caller => NativeIds.OnOperator(operatorId, id => resend.ExecuteAsync(caller, id, cancellationToken)),
            sent => Answer(InvitationResponse.Of(sent) with { Mailed = true }),
            cancellationToken);

    /// <summary>Open to whoever has the link: it takes no other credentials.</summary>
    [Function(nameof(AcceptInvitation))]
    public async Task<IResult> AcceptInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/invitations/accept")] HttpRequest request, CancellationToken cancellationToken) =>
        (await AcceptAsync(request, cancellationToken)).TryGet(out var accepted, out var error)
            ? TypedResults.Json(new(accepted.Id.ToString(), accepted.UserName), NativeJson.Default.AcceptedInvitationResponse)
            : Problems.Answer(error);

    private async Task<Result<InvitedOperator>> InviteAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        var read = await NativeRequest.ReadAsync(request, NativeJson.Default.CreateInvitationRequest, cancellationToken);
        if (!read.TryGet(out var body, out var error)) return error;
        return body.Read().TryGet(out var invitation, out error) ? await invite.ExecuteAsync(caller, invitation, cancellationToken) : error;
    }

    private async Task<Result<Operator>> AcceptAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var read = await NativeRequest.ReadAsync(request, NativeJson.Default.AcceptInvitationRequest, cancellationToken);
        if (!read.TryGet(out var body, out var error)) return error;
        return body.Read().TryGet(out var given, out error)
            ? await accept.ExecuteAsync(given.Token, given.Password, addresses.Of(request), cancellationToken)
            : error;
    }

    private static JsonHttpResult<InvitationResponse> AnswerInvited(HttpRequest request, InvitedOperator invited)
    {
        if (invited.IsMailed) request.HttpContext.Response.Headers.Location = $"/api/v1/invitations/{invited.Operator.Id}"; // where it is until it is accepted
        return Answer(InvitationResponse.Of(invited.Operator) with { Mailed = invited.IsMailed }, StatusCodes.Status201Created);
    }

    private static JsonHttpResult<InvitationResponse> Answer(InvitationResponse invitation, int? status = null) =>
        TypedResults.Json(invitation, NativeJson.Default.InvitationResponse, statusCode: status);
}
