using ApiAccounts.Core.Access;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.Roles;

/// <summary>Which roles an operator may hold, and who may give them.</summary>
internal static class RoleRules
{
    private const string Target = "roles";

    private static readonly Error RoleNeedsApiOnlyUser = new(
        ErrorKind.Invalid, "api_only_role", "A role marked API-only can be held only by an API-only user: it takes both the role and the flag.", Target);

    private static readonly Error UserNeedsApiOnlyRole = new(
        ErrorKind.Invalid, "api_only_role_missing", "An API-only user has to hold a role marked API-only: it takes both the flag and the role.", Target);

    /// <param name="held">All that the operator would hold.</param>
    /// <returns>Null when it may.</returns>
    public static Error? Check(bool isApiOnly, IEnumerable<Role> held) => (isApiOnly, held.Any(role => role.IsApiOnly)) switch
    {
        (true, false) => UserNeedsApiOnlyRole,
        (false, true) => RoleNeedsApiOnlyUser,
        _ => null,
    };

    /// <summary>Whether the caller may give a role, or take it away: nobody gives more than it has.</summary>
    /// <returns>Null when it may.</returns>
    public static Error? ToGive(Caller caller, Role role) => caller.Grants.Cover(role.Grants()) ? null : Error.Forbidden;

    /// <summary>What holding it grants.</summary>
    public static Grants Grants(this Role role) =>
        role.Number == BuiltInRoles.Admin ? Access.Grants.All : Access.Grants.Of(role.Permissions.SelectMany(permission => permission.Opens()));
}
