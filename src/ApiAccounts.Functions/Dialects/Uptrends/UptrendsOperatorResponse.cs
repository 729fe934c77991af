using System.Text.Json;
using System.Text.Json.Serialization;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>An operator in the form of this dialect.</summary>
internal sealed record UptrendsOperatorResponse
{
    public required string OperatorGuid { get; init; }

    public required string Hash { get; init; }

    public required string FullName { get; init; }

    public required string Email { get; init; }

    public required bool IsAccountAdministrator { get; init; }

    public required bool AllowNativeLogin { get; init; }

    /// <summary>The stored values of the members in <see cref="OperatorFields"/>. The generated code requires a setter.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Fields { get; set; } = [];

    public static UptrendsOperatorResponse Of(Versioned<Operator> stored) => new()
    {
        OperatorGuid = stored.Value.Id.ToString(),
        Hash = RowHash.Of(stored.Version),
        FullName = stored.Value.FullName,
        Email = stored.Value.Email,
        IsAccountAdministrator = stored.Value.IsAdministrator,
        AllowNativeLogin = stored.Value.AllowsPasswordSignIn,
        Fields = new(UptrendsFields.Read(stored.Value.UptrendsFields)),
    };
}
