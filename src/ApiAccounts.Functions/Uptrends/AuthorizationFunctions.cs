using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.Functions.Uptrends;

/// <summary><c>/v4/Operator/{operatorGuid}/Authorization</c>: what an operator is authorised to.</summary>
public sealed class AuthorizationFunctions(UptrendsApi api, ListAuthorizations list, ChangeAuthorization change)
{
    [Function(nameof(UptrendsListAuthorizations))]
    public Task<IResult> UptrendsListAuthorizations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v4/Operator/{operatorGuid}/Authorization")] HttpRequest request,
        string operatorGuid, CancellationToken cancellationToken) =>
        api.As(
            request, caller => Guids.OnOperatorAsync(operatorGuid, id => list.ExecuteAsync(caller, id, cancellationToken)), Answer, cancellationToken);

    [Function(nameof(UptrendsCreateAuthorization))]
    public Task<IResult> UptrendsCreateAuthorization(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v4/Operator/{operatorGuid}/Authorization")] HttpRequest request,
        string operatorGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => Guids.OnOperatorAsync(operatorGuid, id => GrantAsync(caller, id, request, cancellationToken)),
            granted => TypedResults.Json(BodyOf(granted), UptrendsJson.Default.AuthorizationBody, statusCode: StatusCodes.Status201Created),
            cancellationToken);

    [Function(nameof(UptrendsDeleteAuthorization))]
    public Task<IResult> UptrendsDeleteAuthorization(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v4/Operator/{operatorGuid}/Authorization/{authorizationType}")] HttpRequest request,
        string operatorGuid, string authorizationType, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => Guids.OnOperatorAsync(operatorGuid, id => WithdrawAsync(caller, id, authorizationType, cancellationToken)),
            done => TypedResults.NoContent(),
            cancellationToken);

    private async Task<Result<OperatorAuthorization>> GrantAsync(
        Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!(await JsonBody.ReadAsync(request, UptrendsJson.Default.AuthorizationBody, cancellationToken)).TryGet(out var body, out var error)) return error;
        if (!body.Read().TryGet(out var authorization, out var unknown)) return unknown;
        var granted = await change.ExecuteAsync(caller, id, authorization, isGranted: true, cancellationToken);
        return granted.TryGet(out _, out var refusal) ? authorization : refusal;
    }

    private async Task<Result<Done>> WithdrawAsync(Caller caller, AccountId id, string authorizationType, CancellationToken cancellationToken) =>
        AuthorizationBody.Read(authorizationType, "authorizationType").TryGet(out var authorization, out var unknown)
            ? await change.ExecuteAsync(caller, id, authorization, isGranted: false, cancellationToken)
            : unknown;

    private static IResult Answer(IReadOnlyList<OperatorAuthorization> authorizations) =>
        TypedResults.Json([.. authorizations.Select(BodyOf)], UptrendsJson.Default.IReadOnlyListAuthorizationBody);

    private static AuthorizationBody BodyOf(OperatorAuthorization authorization) => new(authorization.ToString());
}
