using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Usage;
using ApiAccounts.Functions.Dialects.V1.ApiUsers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApiAccounts.Functions.Dialects.V1.CustomServices;

/// <summary><c>/api/v1/custom-services</c>: the clients of the Marketo dialect.</summary>
public sealed class V1CustomServiceFunctions(
    Api api,
    ListCustomServices list,
    CreateCustomService create,
    GetCustomService get,
    UpdateCustomService update,
    RegenerateServiceSecret regenerate,
    DeleteCustomService delete,
    TimeProvider clock,
    IOptions<LastUsedOptions> lastUsed)
{
    [Function(nameof(ListCustomServices))]
    public Task<IResult> ListCustomServices(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/custom-services")] HttpRequest request,
        CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => list.ExecuteAsync(caller, cancellationToken),
            found => TypedResults.Json([.. found.Select(ResponseOf)], V1Json.Default.IReadOnlyListV1CustomServiceResponse),
            cancellationToken);

    [Function(nameof(CreateCustomService))]
    public Task<IResult> CreateCustomService(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/custom-services")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => CreateAsync(caller, request, cancellationToken),
            created => AnswerCreated(request, created),
            cancellationToken);

    [Function(nameof(GetCustomService))]
    public Task<IResult> GetCustomService(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/custom-services/{clientId}")] HttpRequest request,
        string clientId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.CustomService(clientId).ThenAsync(id => get.ExecuteAsync(caller, id, cancellationToken)),
            Answer,
            cancellationToken);

    [Function(nameof(UpdateCustomService))]
    public Task<IResult> UpdateCustomService(
        [HttpTrigger(Anonymous, "put", Route = "api/v1/custom-services/{clientId}")] HttpRequest request,
        string clientId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.CustomService(clientId).ThenAsync(id => UpdateAsync(caller, id, request, cancellationToken)),
            Answer,
            cancellationToken);

    [Function(nameof(DeleteCustomService))]
    public Task<IResult> DeleteCustomService(
        [HttpTrigger(Anonymous, "delete", Route = "api/v1/custom-services/{clientId}")] HttpRequest request,
        string clientId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.CustomService(clientId).ThenAsync(id => delete.ExecuteAsync(caller, id, cancellationToken)),
            _ => TypedResults.NoContent(),
            cancellationToken);

    [Function(nameof(RegenerateServiceSecret))]
    public Task<IResult> RegenerateServiceSecret(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/custom-services/{clientId}/regenerate-secret")]
        HttpRequest request,
        string clientId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.CustomService(clientId).ThenAsync(id => RegenerateAsync(caller, id, request, cancellationToken)),
            regenerated => TypedResults.Json(WithSecret(regenerated), V1Json.Default.V1CustomServiceResponse),
            cancellationToken);

    private Task<Result<NewServiceSecret>> CreateAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        V1Request.ReadAsync(request, V1Json.Default.V1CreateCustomServiceRequest, cancellationToken)
            .Then(body => body.Read())
            .ThenAsync(service => create.ExecuteAsync(caller, service.OperatorId, service.Settings, cancellationToken));

    private Task<Result<CustomService>> UpdateAsync(
        Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken) =>
        V1Request.ReadAsync(request, V1Json.Default.V1UpdateCustomServiceRequest, cancellationToken)
            .Then(body => body.Read())
            .ThenAsync(settings => update.ExecuteAsync(caller, id, settings, cancellationToken));

    private Task<Result<NewServiceSecret>> RegenerateAsync(
        Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken) =>
        V1RotateRequest.ReadAsync(request, cancellationToken)
            .ThenAsync(body => regenerate.ExecuteAsync(caller, id, body.OverlapDays, cancellationToken));

    private JsonHttpResult<V1CustomServiceResponse> Answer(CustomService service) =>
        TypedResults.Json(ResponseOf(service), V1Json.Default.V1CustomServiceResponse);

    private JsonHttpResult<V1CustomServiceResponse> AnswerCreated(HttpRequest request, NewServiceSecret created)
    {
        request.HttpContext.Response.Headers.Location = $"/api/v1/custom-services/{created.Service.Id}";
        return TypedResults.Json(WithSecret(created), V1Json.Default.V1CustomServiceResponse, statusCode: StatusCodes.Status201Created);
    }

    private V1CustomServiceResponse WithSecret(NewServiceSecret created) =>
        ResponseOf(created.Service) with { ClientSecret = created.Secret };

    private V1CustomServiceResponse ResponseOf(CustomService service) =>
        V1CustomServiceResponse.Of(service, clock.GetUtcNow(), lastUsed.Value.TrackedSince);
}
