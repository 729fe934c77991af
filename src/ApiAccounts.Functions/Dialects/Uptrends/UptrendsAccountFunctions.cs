using System.Globalization;
using System.Text.Json.Serialization;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary><c>/v4/Account</c>: the statistics of the account.</summary>
public sealed class UptrendsAccountFunctions(Api api, ReadAccount read)
{
    [Function(nameof(UptrendsGetAccount))]
    public Task<IResult> UptrendsGetAccount(
        [HttpTrigger(Anonymous, "get", "head", Route = "v4/Account")] HttpRequest request, CancellationToken cancellationToken) =>
        api.As(
            request,
            caller => read.ExecuteAsync(caller, cancellationToken),
            statistics => TypedResults.Json(
                UptrendsAccountResponse.Of(statistics), UptrendsJson.Default.UptrendsAccountResponse),
            cancellationToken);
}

/// <summary>The members of the original's statistics that this app knows; it leaves out all others.</summary>
/// <param name="OperatorQuota">Null, and left out, if the caller may not see the operators.</param>
internal sealed record UptrendsAccountResponse(
    string AccountId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] UptrendsOperatorQuotaResponse? OperatorQuota)
{
    public static UptrendsAccountResponse Of(AccountStatistics statistics) => new(
        statistics.Pid.ToString(CultureInfo.InvariantCulture),
        statistics.Operators is { } operators ? new(operators) : null);
}

/// <summary>The number of operators. This app has no limit for it, so that member of the original is left out.</summary>
internal sealed record UptrendsOperatorQuotaResponse(int OperatorsInUse);
