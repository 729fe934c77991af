using System.Text.Json;
using System.Text.Json.Serialization;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>
/// The body of a create or update of an operator. A member that is absent or null leaves the value unchanged, except that null is a value
/// of the members in <see cref="OperatorFields"/>. An empty string is the same as null, unless the member is required.
/// </summary>
internal sealed record UptrendsOperatorRequest
{
    public string? OperatorGuid { get; init; }

    public string? Hash { get; init; }

    public string? Password { get; init; }

    /// <summary>The current password, to change the caller's own password or e-mail address. The original has no such member.</summary>
    public string? CurrentPassword { get; init; }

    public string? FullName { get; init; }

    public string? Email { get; init; }

    /// <summary>Read-only, so ignored here: authorizations have their own path.</summary>
    [JsonConverter(typeof(UnsetBooleanConverter))]
    public bool? IsAccountAdministrator { get; init; }

    [JsonConverter(typeof(UnsetBooleanConverter))]
    public bool? AllowNativeLogin { get; init; }

    /// <summary>All other members. The generated code requires a setter.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Others { get; set; } = [];

    /// <summary>The version that the operator must still have; null for any.</summary>
    public string? Version => Hash is null or "" ? null : RowHash.Read(Hash);

    /// <summary>Reads the changes to the operator that the path names.</summary>
    /// <param name="isWhole">Whether the full name and the e-mail address are required.</param>
    /// <param name="id">Null for a new operator; the body's OperatorGuid is then ignored.</param>
    public Result<OperatorChanges> Read(bool isWhole, AccountId? id)
    {
        if (!OperatorFields.ReadUnspecified(Others).TryGet(out var unspecified, out var wrong)) return wrong;
        if (!OperatorFields.ReadStored(Others).TryGet(out var stored, out var wrongField)) return wrongField;
        foreach (var name in unspecified) stored.Remove(name);
        var changes = new OperatorChanges
        {
            FullName = IfSpecified(nameof(FullName), isWhole ? FullName : IfSet(FullName)),
            Email = IfSpecified(nameof(Email), isWhole ? Email : IfSet(Email)),
            Password = IfSpecified(nameof(Password), IfSet(Password)),
            CurrentPassword = IfSet(CurrentPassword),
            AllowsPasswordSignIn = unspecified.Contains(nameof(AllowNativeLogin)) ? null : AllowNativeLogin,
            UptrendsFields = stored,
        };
        if (isWhole && changes.FullName is null) return Error.Malformed("FullName is missing.", "$.FullName");
        if (isWhole && changes.Email is null) return Error.Malformed("Email is missing.", "$.Email");
        if (id is null || OperatorGuid is null or "") return changes;
        if (!UptrendsIds.Operator(OperatorGuid).TryGet(out var named, out var error)) return error;
        return named == id ? changes : Error.Invalid("OperatorGuid differs from the one in the path.", "operatorGuid");

        string? IfSpecified(string name, string? value) => unspecified.Contains(name) ? null : value;
    }

    private static string? IfSet(string? value) => value is "" ? null : value;
}
