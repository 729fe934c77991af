using System.Text.Json.Serialization;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ApiAccounts.Functions.Dialects.V1;

/// <summary><c>application/problem+json</c> (RFC 9457) with a stable <c>code</c>: the one place where an error becomes an answer of the native routes.</summary>
internal static class Problems
{
    public static IResult Answer(Error error) => Answer(error, Statuses.Of(error.Kind));

    /// <param name="status">Another than that of the error's kind, where a setting says so.</param>
    public static IResult Answer(Error error, int status)
    {
        var problem = new ProblemResponse("about:blank", ReasonPhrases.GetReasonPhrase(status), status, error.Message, error.Code, error.Target);
        return new ErrorResult<ProblemResponse>(error, status, problem, ProblemJson.Default.ProblemResponse, "application/problem+json");
    }
}

/// <param name="Target">What in the request it is about; left out when it is about nothing in it.</param>
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
