using System.Text.Json;
using System.Text.Json.Serialization;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>The body of a create or update of an operator. A member that is absent or null stays as it is, but for the kept ones that may be null.</summary>
internal sealed record UptrendsOperatorRequest
{
    public string? OperatorGuid { get; init; }

    public string? Hash { get; init; }

    public string? Password { get; init; }

    public string? FullName { get; init; }

    public string? Email { get; init; }

    /// <summary>Can only be read: authorizations are granted by a path of their own.</summary>
    public bool? IsAccountAdministrator { get; init; }

    public bool? AllowNativeLogin { get; init; }

    /// <summary>All other members. It has a setter since the generated code fills nothing else.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Others { get; set; } = [];

    /// <summary>The version that it has to have still; null for any.</summary>
    public string? Version => Hash is null ? null : RowHash.Read(Hash);

    /// <summary>What is to be changed, of an operator that the path names.</summary>
    /// <param name="isWhole">Whether a full name and an e-mail address have to be there.</param>
    /// <param name="id">Null for one that is being made, whatever the body says.</param>
    public Result<OperatorChanges> Read(bool isWhole, AccountId? id)
    {
        if (!OperatorFields.ReadNotMeant(Others).TryGet(out var notMeant, out var wrong)) return wrong;
        if (!OperatorFields.ReadKept(Others).TryGet(out var kept, out var wrongField)) return wrongField;
        foreach (var name in notMeant) kept.Remove(name);
        var changes = new OperatorChanges
        {
            FullName = Meant(nameof(FullName), FullName),
            Email = Meant(nameof(Email), Email),
            Password = Meant(nameof(Password), Password),
            AllowsPasswordSignIn = notMeant.Contains(nameof(AllowNativeLogin)) ? null : AllowNativeLogin,
            UptrendsFields = kept,
        };
        if (isWhole && changes.FullName is null) return Error.Malformed("FullName is missing.", "$.FullName");
        if (isWhole && changes.Email is null) return Error.Malformed("Email is missing.", "$.Email");
        if (id is null || OperatorGuid is null) return changes;
        if (!UptrendsIds.Operator(OperatorGuid).TryGet(out var named, out var error)) return error;
        return named == id ? changes : Error.Invalid("OperatorGuid is another than in the path.", "operatorGuid");

        string? Meant(string name, string? value) => notMeant.Contains(name) ? null : value;
    }
}
