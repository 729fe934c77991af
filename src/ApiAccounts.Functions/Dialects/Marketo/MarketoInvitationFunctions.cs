using ApiAccounts.Core.Directory.Invitations;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>
/// Invitations of <c>/userservice/management/v1/users</c>. <c>/api/v1/invitations</c> lists them and sends them again.
/// </summary>
public sealed class MarketoInvitationFunctions(MarketoApi api, MarketoUsers users, InviteOperator invite, WithdrawInvitation withdraw)
{
    /// <summary>
    /// Whether an invitation is mailed: an API-only user needs none. The response body of the original has no member for this.
    /// </summary>
    private const string MailedHeader = "X-Invitation-Mailed";

    [Function(nameof(MarketoInviteUser))]
    public Task<IResult> MarketoInviteUser(
        [HttpTrigger(Anonymous, "post", Route = "userservice/management/v1/users/invite.json")] HttpRequest request,
        CancellationToken cancellationToken) => api.UserService(
            request,
            Permission.ManageOperators,
            caller => InviteAsync(caller, request, cancellationToken),
            invited =>
            {
                request.HttpContext.Response.Headers[MailedHeader] = invited.IsMailed ? "true" : "false";
                return TypedResults.Json(true, MarketoJson.Default.Boolean);
            },
            cancellationToken);

    [Function(nameof(MarketoGetInvitation))]
    public Task<IResult> MarketoGetInvitation(
        [HttpTrigger(Anonymous, "get", "head", Route = "userservice/management/v1/users/{userid}/invite.json")]
        HttpRequest request,
        string userid, CancellationToken cancellationToken) => api.UserService(
            request,
            Permission.ReadOperators,
            caller => users.InvitedAsync(caller, request, userid, cancellationToken)
                .ThenAsync(invited => users.ShowInvitationAsync(caller, invited, cancellationToken)),
            found => TypedResults.Json(found, MarketoJson.Default.MarketoInvitationResponse),
            cancellationToken);

    [Function(nameof(MarketoDeleteInvitation))]
    public Task<IResult> MarketoDeleteInvitation(
        [HttpTrigger(Anonymous, "post", Route = "userservice/management/v1/users/{userid}/invite/delete.json")]
        HttpRequest request,
        string userid, CancellationToken cancellationToken) => api.UserService(
            request,
            Permission.ManageOperators,
            caller => users.InvitedAsync(caller, request, userid, cancellationToken)
                .ThenAsync(invited => withdraw.ExecuteAsync(caller, invited.Id, cancellationToken)),
            _ => TypedResults.Json(true, MarketoJson.Default.Boolean),
            cancellationToken);

    private Task<Result<InvitedOperator>> InviteAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        JsonBody.ReadAsync(request, MarketoJson.Default.MarketoInviteRequest, cancellationToken)
            .Then(body => body.Read())
            .ThenAsync(invitation => invite.ExecuteAsync(caller, invitation, cancellationToken));
}
