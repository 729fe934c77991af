using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Access;

/// <summary>
/// Who may do what, in one place. An operator may see and manage its own API users and see and change itself; all else needs a
/// <see cref="Permission"/>. Nothing of another partner exists for anybody. docs/rights.md has it as a table.
/// </summary>
public static class Rights
{
    private static readonly Error PasswordChangeRequired = new(
        ErrorKind.Forbidden, "password_change_required", "The password is a temporary one: choose another first.");

    /// <summary>Whether the caller may do anything but choose another password.</summary>
    /// <returns>Null when it may.</returns>
    public static Error? ToDoMoreThanChangePassword(Caller caller) => caller.MustChangePassword ? PasswordChangeRequired : null;

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

    /// <summary>Whether the caller may delete an operator or say whether it may sign in. Being it does not suffice.</summary>
    /// <returns>Null when it may, if it <see cref="ToAct">may do as much</see> as that operator.</returns>
    public static Error? ToManageOperator(Caller caller, AccountId target) => To(Permission.ManageOperators, caller, target.Pid, "operator");

    /// <summary>Whether the caller may say what an operator may do.</summary>
    /// <returns>Null when it may.</returns>
    public static Error? ToManageRightsOf(Caller caller, AccountId target) => To(Permission.ManageRights, caller, target.Pid, "operator");

    /// <summary>
    /// Whether the caller may do as much as another operator: else it could, by a new password or e-mail address of that one, make its rights its own.
    /// </summary>
    /// <param name="grants">What the other may do.</param>
    /// <returns>Null when it may.</returns>
    public static Error? ToAct(Caller caller, AccountId target, Grants grants) =>
        target == caller.Operator || caller.Grants.Cover(grants) ? null : Error.Forbidden;

    /// <summary>Whether the caller may see the invitation of an operator.</summary>
    /// <returns>Null when it may.</returns>
    public static Error? ToReadInvitation(Caller caller, AccountId target) => To(Permission.ReadOperators, caller, target.Pid, "invitation");

    /// <summary>Whether the caller may send the invitation of an operator again, or withdraw it.</summary>
    /// <returns>Null when it may, if it <see cref="ToAct">may do as much</see> as that operator.</returns>
    public static Error? ToManageInvitation(Caller caller, AccountId target) => To(Permission.ManageOperators, caller, target.Pid, "invitation");

    /// <summary>Whether the caller may see a group and its members.</summary>
    /// <returns>Null when it may.</returns>
    public static Error? ToReadGroup(Caller caller, AccountId target) => To(Permission.ReadOperators, caller, target.Pid, "group");

    /// <summary>Whether the caller may change a group, its members and permissions.</summary>
    /// <returns>Null when it may.</returns>
    public static Error? ToManageGroup(Caller caller, AccountId target) => To(Permission.ManageRights, caller, target.Pid, "group");

    /// <summary>Whether the caller may do what is not about its own: make operators, see groups, report usage.</summary>
    /// <returns>Null when it may.</returns>
    public static Error? To(Permission permission, Caller caller) => caller.May(permission) ? null : Error.Forbidden;

    private static Error? To(Permission permission, Caller caller, uint pid, string what) => pid != caller.Pid ? Error.NotFound(what) : To(permission, caller);

    private static Error? To(Permission permission, Caller caller, AccountId target, string what) => target switch
    {
        _ when target.Pid != caller.Pid => Error.NotFound(what),
        _ when caller.May(permission, target.UserId) => null,
        _ => Error.Forbidden,
    };
}
