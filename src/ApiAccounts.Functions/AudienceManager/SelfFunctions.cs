using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Functions.Http;
using ApiAccounts.Functions.Native;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.Functions.AudienceManager;

/// <summary><c>/users/self</c>: the user that calls, for every user. The original's page has two verbs and two paths for changing it.</summary>
public sealed class SelfFunctions(NativeApi api, GetOperator get, ChangeOperator change, TimeProvider clock)
{
    [Function(nameof(AudienceGetSelf))]
    public Task<IResult> AudienceGetSelf(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/users/self")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(request, caller => get.ExecuteAsync(caller, caller.Operator, cancellationToken), found => Answer(found.Value), cancellationToken);

    [Function(nameof(AudienceGetSelfV1))]
    public Task<IResult> AudienceGetSelfV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/users/self")] HttpRequest request, CancellationToken cancellationToken) =>
        AudienceGetSelf(request, cancellationToken);

    [Function(nameof(AudienceUpdateSelf))]
    public Task<IResult> AudienceUpdateSelf(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "post", Route = "api/v1/users/self/update")] HttpRequest request,
        CancellationToken cancellationToken) =>
        api.As(request, caller => UpdateAsync(caller, request, cancellationToken), Answer, cancellationToken);

    [Function(nameof(AudienceUpdateSelfV1))]
    public Task<IResult> AudienceUpdateSelfV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "post", Route = "v1/users/self/update")] HttpRequest request,
        CancellationToken cancellationToken) =>
        AudienceUpdateSelf(request, cancellationToken);

    [Function(nameof(AudienceUpdateSelfShort))]
    public Task<IResult> AudienceUpdateSelfShort(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "post", Route = "api/v1/self/update")] HttpRequest request,
        CancellationToken cancellationToken) =>
        AudienceUpdateSelf(request, cancellationToken);

    [Function(nameof(AudienceUpdateSelfShortV1))]
    public Task<IResult> AudienceUpdateSelfShortV1(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "post", Route = "v1/self/update")] HttpRequest request, CancellationToken cancellationToken) =>
        AudienceUpdateSelfShort(request, cancellationToken);

    private async Task<Result<Operator>> UpdateAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!(await JsonBody.ReadAsync(request, AudienceJson.Default.UserRequest, cancellationToken)).TryGet(out var body, out var error)) return error;
        return body.ReadOwn().TryGet(out var changes, out error)
            ? await change.ExecuteAsync(caller, caller.Operator, changes, version: null, cancellationToken).InWordsOfDialect()
            : error;
    }

    private JsonHttpResult<UserResponse> Answer(Operator user) =>
        TypedResults.Json(UserResponse.Of(user, clock.GetUtcNow()), AudienceJson.Default.UserResponse);
}
