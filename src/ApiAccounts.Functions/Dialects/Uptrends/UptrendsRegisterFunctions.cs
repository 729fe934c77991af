using System.Globalization;
using ApiAccounts.Core.Credentials.ApiUsers;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary><c>/v4/Register</c>: the older way to create an API user, with the operator's own credentials.</summary>
public sealed class UptrendsRegisterFunctions(Api api, RegisterApiUser register)
{
    private const string DefaultDescription = "API";

    [Function(nameof(UptrendsRegister))]
    public Task<IResult> UptrendsRegister(
        [HttpTrigger(Anonymous, "post", Route = "v4/Register")] HttpRequest request, CancellationToken cancellationToken) =>
        api.AsOperator(request, caller => RegisterAsync(caller, request.Query, cancellationToken), Answer, cancellationToken);

    private async Task<Result<RegisteredApiUser>> RegisterAsync(Caller caller, IQueryCollection query, CancellationToken cancellationToken)
    {
        var operatorId = caller.Operator;
        if (query["operatorGuid"] is [{ } guid, ..] && !UptrendsIds.Operator(guid).TryGet(out operatorId, out var error)) return error;
        var description = query["description"] is [{ } text, ..] ? text : DefaultDescription;
        return await register.ExecuteAsync(caller, operatorId, new(description), cancellationToken);
    }

    private static IResult Answer(RegisteredApiUser registered) => TypedResults.Json(
        new UptrendsRegisterResponse(
            registered.ApiUser.UserName,
            registered.Secret,
            registered.ApiUser.Id.Pid.ToString(CultureInfo.InvariantCulture),
            registered.OperatorName,
            Status: "OK"),
        UptrendsJson.Default.UptrendsRegisterResponse,
        statusCode: StatusCodes.Status201Created);
}
