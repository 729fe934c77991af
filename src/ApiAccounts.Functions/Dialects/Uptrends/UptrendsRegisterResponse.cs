using System.Text.Json.Serialization;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>The response of <c>/v4/Register</c>, the only one that has the password.</summary>
/// <param name="Status">Its JSON name is in lower case, unlike all other members of this dialect.</param>
internal sealed record UptrendsRegisterResponse(
    string UserName, string Password, string AccountId, string OperatorName, [property: JsonPropertyName("status")] string Status);
