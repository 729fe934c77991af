namespace ApiAccounts.Core.Directory.Roles;

/// <summary>Which roles an operator may have, and who may assign them.</summary>
internal static class RoleRules
{
    private const string Target = "roles";

    private static readonly Error RoleNeedsApiOnlyUser = new(
        ErrorKind.Invalid,
        "api_only_role",
        "An API-only role can be assigned only to an API-only user: both the role and the user must be API-only.",
        Target);

    private static readonly Error UserNeedsApiOnlyRole = new(
        ErrorKind.Invalid,
        "api_only_role_missing",
        "An API-only user must have an API-only role: both the user and the role must be API-only.",
        Target);

    /// <param name="roles">All roles of the operator after the change.</param>
    /// <returns>Null if the operator may have them.</returns>
    public static Error? Check(bool isApiOnly, IEnumerable<Role> roles) => (isApiOnly, roles.Any(role => role.IsApiOnly)) switch
    {
        (true, false) => UserNeedsApiOnlyRole,
        (false, true) => RoleNeedsApiOnlyUser,
        _ => null,
    };

    /// <summary>Whether the caller may assign or remove a role. Nobody can assign more than it has.</summary>
    /// <returns>Null if it may.</returns>
    public static Error? ToGive(Caller caller, Role role) => caller.Grants.Cover(role.Grants()) ? null : Error.Forbidden;

    /// <summary>Returns the grants of a role.</summary>
    public static Grants Grants(this Role role) => role.Number == BuiltInRoles.Admin
        ? Access.Grants.All
        : Access.Grants.Of(role.Permissions.SelectMany(permission => permission.Opens()));
}
