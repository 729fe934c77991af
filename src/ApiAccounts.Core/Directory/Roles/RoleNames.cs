using ApiAccounts.Core.Directory.Logins;

namespace ApiAccounts.Core.Directory.Roles;

/// <summary>
/// Keeps the names of a partner's roles different, from each other and from the built-in ones. Names are compared as user names are:
/// letter case, compatibility forms and surrounding space do not matter.
/// </summary>
internal static class RoleNames
{
    private static readonly Error Taken = Error.Conflict("role_name_taken", "The partner has another role with this name.");

    /// <param name="number">The role that gets the name; 0 for a new one.</param>
    /// <returns>Null if no other role has the name.</returns>
    public static async Task<Error?> CheckNameAsync(
        this IRoleStore store, uint pid, uint number, string name, CancellationToken cancellationToken)
    {
        var normalised = LoginName.Normalise(name);
        var custom = store.ListAsync(pid, cancellationToken).Select(found => found.Value);
        var others = custom.Concat(BuiltInRoles.Of(pid).ToAsyncEnumerable()).Where(role => role.Number != number);
        return await others.AnyAsync(role => LoginName.Normalise(role.Name) == normalised, cancellationToken)
            ? Taken with { Target = "name" }
            : null;
    }
}
