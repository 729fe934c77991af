using System.Globalization;

namespace ApiAccounts.Core.Access;

/// <summary>
/// The ceiling of a credential that somebody else created, who is no administrator: the rights that its operator had then. The
/// credential stops while the operator has more, until an administrator confirms it. It is stored as a text,
/// <c>ReadApiUsers,ManageApiUsers;7:ReadApiUsers</c>: the permissions on the partner, then those on single operators by their userIds.
/// See <c>docs/decisions/0025-planted-credentials-stop.md</c>.
/// </summary>
public static class Ceiling
{
    /// <summary>Characters. Longer texts keep the permissions on the partner only: a lower ceiling stops a credential earlier.</summary>
    private const int MaxLength = 16_000;

    /// <summary>Returns the ceiling of a credential that a caller creates.</summary>
    /// <param name="owner">The operator that will have it.</param>
    /// <param name="grants">The rights of that operator, read before the credential is created.</param>
    /// <returns>Null if the operator itself or an administrator creates it, with a credential that has no ceiling either.</returns>
    public static string? Of(Caller caller, AccountId owner, Grants grants) => IsTrusted(caller, owner) ? null : Text(grants);

    /// <summary>Whether what the caller creates for an operator has no ceiling.</summary>
    internal static bool IsTrusted(Caller caller, AccountId owner) =>
        !caller.IsPlanted && (caller.Operator == owner || caller.Grants.Cover(Grants.All));

    /// <summary>Whether an operator with these rights exceeds a ceiling.</summary>
    /// <param name="ceiling">Null for none.</param>
    public static bool IsExceeded(string? ceiling, Grants grants) => ceiling is not null && !Read(ceiling).Cover(grants);

    /// <summary>Reads a ceiling. What cannot be read is no right, so that the credential stops.</summary>
    internal static Grants Read(string text)
    {
        var parts = text.Split(';');
        var grants = Grants.Of(Permissions(parts[0]));
        foreach (var part in parts[1..])
        {
            if (part.Split(':') is [var number, var names]
                && uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                grants = grants.Plus(id, Permissions(names));
        }
        return grants;
    }

    private static string Text(Grants grants)
    {
        var onPartner = Names(grants.OnPartner);
        var onOperators = grants.OnOperators.OrderBy(granted => granted.Key)
            .Select(granted => string.Create(CultureInfo.InvariantCulture, $";{granted.Key}:{Names(granted.Value)}"));
        var text = onPartner + string.Concat(onOperators);
        return text.Length <= MaxLength ? text : onPartner;
    }

    private static string Names(IEnumerable<Permission> permissions) => string.Join(',', permissions.Order());

    private static IEnumerable<Permission> Permissions(string names)
    {
        foreach (var name in names.Split(',', StringSplitOptions.RemoveEmptyEntries))
            if (Enum.TryParse<Permission>(name, out var permission)) yield return permission;
    }
}
