using System.Text.Json.Serialization;
using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>A role in the form of this dialect.</summary>
/// <param name="Type"><c>system</c> for a built-in role, else <c>custom</c>.</param>
/// <param name="IsHidden">Always false.</param>
/// <param name="IsOnlyAllZones">Whether the role can only be assigned in all workspaces together.</param>
/// <param name="Hidden">The same as <paramref name="IsHidden"/>: the examples of the original and its description differ in the
/// name.</param>
/// <param name="OnlyAllZones">The same as <paramref name="IsOnlyAllZones"/>.</param>
/// <param name="CreatedAt">For a built-in role, a time before any account existed.</param>
internal sealed record MarketoRoleResponse(
    uint Id,
    string Name,
    string Description,
    string Type,
    bool IsHidden,
    bool IsOnlyAllZones,
    bool Hidden,
    bool OnlyAllZones,
    [property: JsonConverter(typeof(MarketoShortTimeConverter))] DateTimeOffset CreatedAt,
    [property: JsonConverter(typeof(MarketoShortTimeConverter))] DateTimeOffset UpdatedAt)
{
    /// <summary>Clients require a time, and a built-in role was never created.</summary>
    private static readonly DateTimeOffset OfBuiltIn = DateTimeOffset.UnixEpoch;

    public static MarketoRoleResponse Of(Role role) => new(
        role.Number,
        role.Name,
        role.Description,
        role.IsBuiltIn ? "system" : "custom",
        IsHidden: false,
        role.Number == BuiltInRoles.Admin,
        Hidden: false,
        role.Number == BuiltInRoles.Admin,
        role.IsBuiltIn ? OfBuiltIn : role.CreatedAt,
        role.IsBuiltIn ? OfBuiltIn : role.UpdatedAt);
}

/// <summary>A workspace in the form of this dialect.</summary>
/// <param name="GlobalViz">Always 0: the original's setting of what is shared between workspaces, which has no meaning here.</param>
/// <param name="CurrencyInfo">Always empty: accounts have no currency.</param>
internal sealed record MarketoWorkspaceResponse(
    uint Id, string Name, string Description, string Status, int GlobalViz, MarketoCurrencyResponse CurrencyInfo)
{
    public static MarketoWorkspaceResponse Of(Workspace workspace) =>
        new(workspace.Number, workspace.Name, workspace.Description, "active", GlobalViz: 0, new());
}

/// <summary>An object without members.</summary>
internal sealed record MarketoCurrencyResponse;
