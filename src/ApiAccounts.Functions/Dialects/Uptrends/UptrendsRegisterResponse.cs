using System.Text.Json.Serialization;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>The answer of <c>/v4/Register</c>: the one time that the password is shown.</summary>
/// <param name="Status">Written in lower case, unlike all other members of this dialect.</param>
internal sealed record UptrendsRegisterResponse(
    string UserName, string Password, string AccountId, string OperatorName, [property: JsonPropertyName("status")] string Status);
