using System.Text.Json;
using System.Text.Json.Serialization;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>An operator as this dialect shows it.</summary>
internal sealed record UptrendsOperatorResponse
{
    public required string OperatorGuid { get; init; }

    public required string Hash { get; init; }

    public required string FullName { get; init; }

    public required string Email { get; init; }

    public required bool IsAccountAdministrator { get; init; }

    public required bool AllowNativeLogin { get; init; }

    /// <summary>The kept fields that were sent. It has a setter since the generated code takes nothing else.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Kept { get; set; } = [];

    public static UptrendsOperatorResponse Of(Versioned<Operator> stored) => new()
    {
        OperatorGuid = stored.Value.Id.ToString(),
        Hash = RowHash.Of(stored.Version),
        FullName = stored.Value.FullName,
        Email = stored.Value.Email,
        IsAccountAdministrator = stored.Value.IsAdministrator,
        AllowNativeLogin = stored.Value.AllowsPasswordSignIn,
        Kept = new(UptrendsFields.Read(stored.Value.UptrendsFields)),
    };
}
