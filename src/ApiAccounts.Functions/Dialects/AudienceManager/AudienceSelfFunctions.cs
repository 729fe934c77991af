using ApiAccounts.Core.Directory.Operators;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>
/// <c>/users/self</c>: the calling user; every user may call it. The documentation of the original has two verbs and two paths for an
/// update.
/// </summary>
public sealed class AudienceSelfFunctions(Api api, GetOperator get, ChangeOperator change, TimeProvider clock)
{
    [Function(nameof(AudienceGetSelf))]
    public Task<IResult> AudienceGetSelf(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/users/self")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => get.ExecuteAsync(caller, caller.Operator, cancellationToken),
            found => Answer(found.Value),
            cancellationToken);

    [Function(nameof(AudienceUpdateSelf))]
    public Task<IResult> AudienceUpdateSelf(
        [HttpTrigger(Anonymous, "put", "post", Route = "api/v1/users/self/update")] HttpRequest request,
        CancellationToken cancellationToken) =>
        api.As(request, caller => UpdateAsync(caller, request, cancellationToken), Answer, cancellationToken);

    private Task<Result<Operator>> UpdateAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        JsonBody.ReadAsync(request, AudienceJson.Default.AudienceUserRequest, cancellationToken)
            .Then(body => body.ReadOwn())
            .ThenAsync(changes => change.ExecuteAsync(caller, caller.Operator, changes, version: null, cancellationToken));

    private JsonHttpResult<AudienceUserResponse> Answer(Operator user) =>
        TypedResults.Json(AudienceUserResponse.Of(user, clock.GetUtcNow()), AudienceJson.Default.AudienceUserResponse);
}
