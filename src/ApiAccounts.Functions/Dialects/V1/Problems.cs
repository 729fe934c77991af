using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace ApiAccounts.Functions.Dialects.V1;

/// <summary>
/// <c>application/problem+json</c> (RFC 9457) with a stable <c>code</c>: the one place that turns an error into a response of the native
/// routes.
/// </summary>
internal static class Problems
{
    public static IResult Answer(Error error) => Answer(error, Statuses.Of(error.Kind));

    /// <param name="status">A status from a setting, in place of the default for the kind of error.</param>
    public static IResult Answer(Error error, int status)
    {
        var title = ReasonPhrases.GetReasonPhrase(status);
        var problem = new ProblemResponse("about:blank", title, status, error.Message, error.Code, error.Target);
        return new ErrorResult<ProblemResponse>(error, status, problem, ProblemJson.Default.ProblemResponse, "application/problem+json");
    }
}

/// <param name="Target">The part of the request that caused the error; absent if no single part did.</param>
internal sealed record ProblemResponse(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Target);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProblemResponse))]
internal sealed partial class ProblemJson : JsonSerializerContext;
