using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Functions.Dialects.V1.Operators;

/// <summary><c>/api/v1/operators</c>: operators with their last sign-in, groups and roles.</summary>
public sealed class V1OperatorFunctions(Api api, ListOperators list, GetOperator get, TimeProvider clock)
{
    [Function(nameof(ListOperators))]
    public Task<IResult> ListOperators(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/operators")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => list.ExecuteAsync(caller, cancellationToken),
            found => TypedResults.Json(
                [.. found.Select(one => ResponseOf(one.Value))], V1Json.Default.IReadOnlyListV1OperatorResponse),
            cancellationToken);

    [Function(nameof(GetOperator))]
    public Task<IResult> GetOperator(
        [HttpTrigger(Anonymous, "get", "head", Route = "api/v1/operators/{operatorId}")] HttpRequest request,
        string operatorId, CancellationToken cancellationToken) => api.As(
            request,
            caller => V1Ids.Operator(operatorId).ThenAsync(id => get.ExecuteAsync(caller, id, cancellationToken)),
            found => TypedResults.Json(ResponseOf(found.Value), V1Json.Default.V1OperatorResponse),
            cancellationToken);

    private V1OperatorResponse ResponseOf(Operator of) => V1OperatorResponse.Of(of, clock.GetUtcNow());
}
