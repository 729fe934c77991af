using ApiAccounts.Core.Access;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Functions.Native;

/// <summary><c>/api/v1/custom-services</c>: the clients of the Marketo dialect.</summary>
public sealed class CustomServiceFunctions(
    NativeApi api,
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
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/custom-services")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => list.ExecuteAsync(caller, cancellationToken),
            found => TypedResults.Json([.. found.Select(ResponseOf)], NativeJson.Default.IReadOnlyListCustomServiceResponse),
            cancellationToken);

    [Function(nameof(CreateCustomService))]
    public Task<IResult> CreateCustomService(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/custom-services")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(request, caller => CreateAsync(caller, request, cancellationToken), created => AnswerCreated(request, created), cancellationToken);

    [Function(nameof(GetCustomService))]
    public Task<IResult> GetCustomService(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/custom-services/{clientId}")] HttpRequest request,
        string clientId, CancellationToken cancellationToken) => api.As(
            request, caller => NativeIds.OnCustomService(clientId, id => get.ExecuteAsync(caller, id, cancellationToken)), Answer, cancellationToken);

    [Function(nameof(UpdateCustomService))]
    public Task<IResult> UpdateCustomService(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/v1/custom-services/{clientId}")] HttpRequest request,
        string clientId, CancellationToken cancellationToken) => api.As(
            request, caller => NativeIds.OnCustomService(clientId, id => UpdateAsync(caller, id, request, cancellationToken)), Answer, cancellationToken);

    [Function(nameof(DeleteCustomService))]
    public Task<IResult> DeleteCustomService(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v1/custom-services/{clientId}")] HttpRequest request,
        string clientId, CancellationToken cancellationToken) => api.As(
            request,
            caller => NativeIds.OnCustomService(clientId, id => delete.ExecuteAsync(caller, id, cancellationToken)),
            _ => TypedResults.NoContent(),
            cancellationToken);

    [Function(nameof(RegenerateServiceSecret))]
    public Task<IResult> RegenerateServiceSecret(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/custom-services/{clientId}/regenerate-secret")] HttpRequest request,
        string clientId, CancellationToken cancellationToken) => api.As(
            request,
            caller => NativeIds.OnCustomService(clientId, id => RegenerateAsync(caller, id, request, cancellationToken)),
            regenerated => TypedResults.Json(WithSecret(regenerated), NativeJson.Default.CustomServiceResponse),
            cancellationToken);

    private async Task<Result<NewServiceSecret>> CreateAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        var read = await NativeRequest.ReadAsync(request, NativeJson.Default.CreateCustomServiceRequest, cancellationToken);
        if (!read.TryGet(out var body, out var error)) return error;
        return body.Read().TryGet(out var asked, out var fault)
            ? await create.ExecuteAsync(caller, asked.OperatorId, asked.Settings, cancellationToken)
            : fault;
    }

    private async Task<Result<CustomService>> UpdateAsync(Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken)
    {
        var read = await NativeRequest.ReadAsync(request, NativeJson.Default.UpdateCustomServiceRequest, cancellationToken);
        if (!read.TryGet(out var body, out var error)) return error;
        return body.Read().TryGet(out var settings, out var fault) ? await update.ExecuteAsync(caller, id, settings, cancellationToken) : fault;
    }

    private async Task<Result<NewServiceSecret>> RegenerateAsync(Caller caller, AccountId id, HttpRequest request, CancellationToken cancellationToken)
    {
        var read = await RotateRequest.ReadAsync(request, cancellationToken);
        return read.TryGet(out var body, out var error) ? await regenerate.ExecuteAsync(caller, id, body.OverlapDays, cancellationToken) : error;
    }

    private JsonHttpResult<CustomServiceResponse> Answer(CustomService service) =>
        TypedResults.Json(ResponseOf(service), NativeJson.Default.CustomServiceResponse);

    private JsonHttpResult<CustomServiceResponse> AnswerCreated(HttpRequest request, NewServiceSecret created)
    {
        request.HttpContext.Response.Headers.Location = $"/api/v1/custom-services/{created.Service.Id}";
        return TypedResults.Json(WithSecret(created), NativeJson.Default.CustomServiceResponse, statusCode: StatusCodes.Status201Created);
    }

    private CustomServiceResponse WithSecret(NewServiceSecret made) => ResponseOf(made.Service) with { ClientSecret = made.Secret };

    private CustomServiceResponse ResponseOf(CustomService service) => CustomServiceResponse.Of(service, clock.GetUtcNow(), lastUsed.Value.TrackedSince);
}
