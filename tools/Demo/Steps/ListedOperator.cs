using System.Text.Json;
using ApiAccounts.Tools.Demo.Wire;

namespace ApiAccounts.Tools.Demo.Steps;

/// <summary>An operator as <c>GET /v4/Operator</c> lists it.</summary>
internal static class ListedOperator
{
    /// <exception cref="ToolException">None has the e-mail address.</exception>
    public static async Task<JsonElement> FindAsync(Stage stage, Credentials reader, string email)
    {
        var operators = (await stage.SendAsync(HttpMethod.Get, "/v4/Operator", reader)).MustBe(200).Json;
        var found = operators.EnumerateArray().FirstOrDefault(item => item.GetProperty("Email").GetString() == email);
        return found.ValueKind == JsonValueKind.Object
            ? found
            : throw new ToolException($"No operator of GET /v4/Operator has the e-mail address {email}.");
    }
}
