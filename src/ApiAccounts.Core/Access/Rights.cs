using ApiAccounts.Core.Ids;

namespace ApiAccounts.Core.Access;

/// <summary>
/// Who may do what, in one place. An operator may see and manage its own API users and see and change itself; all else needs a
/// <see cref="Permission"/>. Nothing of another partner exists for anybody. The README has it as a table.
/// </summary>
public static class Rights
{
    /// <summary>Whether the caller may see an API user, or those of an operator: an id tells whose it is.</summary>
    /// <param name="target">An API user's id or an operator's.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <returns>Null when it may.</returns>
    public static Error? ToReadApiUsersOf(Caller caller, AccountId target, string what) => To(Permission.ReadApiUsers, caller, target, what);

    /// <summary>Whether the caller may make, change and delete an API user, or those of an operator.</summary>
    /// <inheritdoc cref="ToReadApiUsersOf"/>
    public static Error? ToManageApiUsersOf(Caller caller, AccountId target, string what) => To(Permission.ManageApiUsers, caller, target, what);

    /// <summary>Whether the caller may see an operator: itself, or any with the right.</summary>
    /// <returns>Null when it may.</returns>
    public static Error? ToReadOperator(Caller caller, AccountId target) => To(Permission.ReadOperators, caller, target, "operator");

    /// <summary>Whether the caller may change an operator: itself, or any with the right.</summary>
    /// <returns>Null when it may.</returns>
    public static Error? ToChangeOperator(Caller caller, AccountId target) => To(Permission.ManageOperators, caller, target, "operator");

    /// <summary>Whether the caller may decide about an operator: delete it, say what it may do, put it into groups. Being it does not suffice.</summary>
    /// <returns>Null when it may.</returns>
    public static Error? ToManageOperator(Caller caller, AccountId target) =>
        target.Pid != caller.Pid ? Error.NotFound("operator") : To(Permission.ManageOperators, caller);

    /// <summary>Whether the caller may see a group and its members.</summary>
    /// <returns>Null when it may.</returns>
    public static Error? ToReadGroup(Caller caller, AccountId target) =>
        target.Pid != caller.Pid ? Error.NotFound("group") : To(Permission.ReadOperators, caller);

    /// <summary>Whether the caller may change a group and its members.</summary>
    /// <returns>Null when it may.</returns>
    public static Error? ToManageGroup(Caller caller, AccountId target) =>
        target.Pid != caller.Pid ? Error.NotFound("group") : To(Permission.ManageOperators, caller);

    /// <summary>Whether the caller may do what is not about its own: make operators, see groups, report usage.</summary>
    /// <returns>Null when it may.</returns>
    public static Error? To(Permission permission, Caller caller) => caller.May(permission) ? null : Error.Forbidden;

    private static Error? To(Permission permission, Caller caller, AccountId target, string what) => target switch
    {
        _ when target.Pid != caller.Pid => Error.NotFound(what),
        _ when target.UserId == caller.Operator.UserId || caller.May(permission) => null,
        _ => Error.Forbidden,
    };
}
