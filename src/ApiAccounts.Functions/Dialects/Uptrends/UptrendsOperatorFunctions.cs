using ApiAccounts.Core.Directory.Operators;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary><c>/v4/Operator</c>: operators, called with the Basic credentials of an API user.</summary>
public sealed class UptrendsOperatorFunctions(
    Api api, ListOperators list, AddOperator add, GetOperator get, ChangeOperator change, DeleteOperator delete)
{
    [Function(nameof(UptrendsListOperators))]
    public Task<IResult> UptrendsListOperators(
        [HttpTrigger(Anonymous, "get", "head", Route = "v4/Operator")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(request, caller => list.ExecuteAsync(caller, cancellationToken), Answer, cancellationToken);

    [Function(nameof(UptrendsCreateOperator))]
    public Task<IResult> UptrendsCreateOperator(
        [HttpTrigger(Anonymous, "post", Route = "v4/Operator")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => CreateAsync(caller, request, cancellationToken),
            created => AnswerCreated(request, created),
            cancellationToken);

    [Function(nameof(UptrendsGetOperator))]
    public Task<IResult> UptrendsGetOperator(
        [HttpTrigger(Anonymous, "get", "head", Route = "v4/Operator/{operatorGuid}")] HttpRequest request,
        string operatorGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => UptrendsIds.Operator(operatorGuid).ThenAsync(id => get.ExecuteAsync(caller, id, cancellationToken)),
            Answer,
            cancellationToken);

    /// <summary>A PUT requires the full name and the e-mail address. As in a PATCH, absent members leave their values unchanged.</summary>
    [Function(nameof(UptrendsReplaceOperator))]
    public Task<IResult> UptrendsReplaceOperator(
        [HttpTrigger(Anonymous, "put", Route = "v4/Operator/{operatorGuid}")] HttpRequest request,
        string operatorGuid, CancellationToken cancellationToken) =>
        UpdateAsync(request, operatorGuid, isWhole: true, cancellationToken);

    [Function(nameof(UptrendsUpdateOperator))]
    public Task<IResult> UptrendsUpdateOperator(
        [HttpTrigger(Anonymous, "patch", Route = "v4/Operator/{operatorGuid}")] HttpRequest request,
        string operatorGuid, CancellationToken cancellationToken) =>
        UpdateAsync(request, operatorGuid, isWhole: false, cancellationToken);

    [Function(nameof(UptrendsDeleteOperator))]
    public Task<IResult> UptrendsDeleteOperator(
        [HttpTrigger(Anonymous, "delete", Route = "v4/Operator/{operatorGuid}")] HttpRequest request,
        string operatorGuid, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => UptrendsIds.Operator(operatorGuid).ThenAsync(id => delete.ExecuteAsync(caller, id, cancellationToken)),
            AnswerNoContent,
            cancellationToken);

    private Task<Result<Versioned<Operator>>> CreateAsync(Caller caller, HttpRequest request, CancellationToken cancellationToken) =>
        ReadBodyAsync(request, cancellationToken)
            .Then(body => body.Read(isWhole: true, id: null))
            .ThenAsync(fields => add.ExecuteAsync(caller, fields, cancellationToken));

    private Task<IResult> UpdateAsync(HttpRequest request, string operatorGuid, bool isWhole, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => UptrendsIds.Operator(operatorGuid).ThenAsync(id => UpdateAsync(caller, id, request, isWhole, cancellationToken)),
            _ => TypedResults.NoContent(),
            cancellationToken);

    private Task<Result<Operator>> UpdateAsync(
        Caller caller, AccountId id, HttpRequest request, bool isWhole, CancellationToken cancellationToken) =>
        ReadBodyAsync(request, cancellationToken).ThenAsync(body => body.Read(isWhole, id)
            .ThenAsync(changes => change.ExecuteAsync(caller, id, changes, body.Version, cancellationToken)));

    private static Task<Result<UptrendsOperatorRequest>> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken) =>
        JsonBody.ReadAsync(request, UptrendsJson.Default.UptrendsOperatorRequest, cancellationToken);

    private static IResult Answer(IReadOnlyList<Versioned<Operator>> operators) =>
        new StreamedJson<UptrendsOperatorResponse>(
            operators.Select(UptrendsOperatorResponse.Of), UptrendsJson.Default.UptrendsOperatorResponse);

    private static IResult Answer(Versioned<Operator> @operator) =>
        TypedResults.Json(UptrendsOperatorResponse.Of(@operator), UptrendsJson.Default.UptrendsOperatorResponse);

    private static JsonHttpResult<UptrendsOperatorResponse> AnswerCreated(HttpRequest request, Versioned<Operator> created)
    {
        request.HttpContext.Response.Headers.Location = $"/v4/Operator/{created.Value.Id}";
        return TypedResults.Json(
            UptrendsOperatorResponse.Of(created), UptrendsJson.Default.UptrendsOperatorResponse, statusCode: StatusCodes.Status201Created);
    }

    private static IResult AnswerNoContent(Unit _) => TypedResults.NoContent();
}
