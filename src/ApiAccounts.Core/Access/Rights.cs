namespace ApiAccounts.Core.Access;

/// <summary>
/// Decides who may do what, in one place. An operator may read and manage its own API users, and read and change itself.
/// Everything else needs a <see cref="Permission"/>. Resources of another partner are reported as not found. docs/rights.md has the table.
/// </summary>
public static class Rights
{
    private static readonly Error PasswordChangeRequired = new(
        ErrorKind.Forbidden, "password_change_required", "The password is temporary. Choose a new password first.");

    /// <summary>Whether the caller may do anything but choose a new password.</summary>
    /// <returns>Null if it may.</returns>
    public static Error? ToDoMoreThanChangePassword(Caller caller) => caller.MustChangePassword ? PasswordChangeRequired : null;

    /// <summary>Whether the caller may read an API user, or the API users of an operator. The id contains the owner.</summary>
    /// <param name="target">The id of an API user or an operator.</param>
    /// <param name="what">The noun for the message.</param>
    /// <returns>Null if it may.</returns>
    public static Error? ToReadApiUsersOf(Caller caller, AccountId target, string what) =>
        To(Permission.ReadApiUsers, caller, target, what);

    /// <summary>Whether the caller may create, change and delete an API user, or the API users of an operator.</summary>
    /// <inheritdoc cref="ToReadApiUsersOf"/>
    public static Error? ToManageApiUsersOf(Caller caller, AccountId target, string what) =>
        To(Permission.ManageApiUsers, caller, target, what);

    /// <summary>Whether the caller may read an operator: itself, or any with the permission.</summary>
    /// <returns>Null if it may.</returns>
    public static Error? ToReadOperator(Caller caller, AccountId target) => To(Permission.ReadOperators, caller, target, "operator");

    /// <summary>Whether the caller may change an operator: itself, or any with the permission.</summary>
    /// <returns>Null if it may.</returns>
    public static Error? ToChangeOperator(Caller caller, AccountId target) => To(Permission.ManageOperators, caller, target, "operator");

    /// <summary>Whether the caller may delete an operator or set its sign-in. It needs the permission even for itself.</summary>
    /// <returns>Null if it may, provided that <see cref="ToAct"/> allows it too.</returns>
    public static Error? ToManageOperator(Caller caller, AccountId target) =>
        To(Permission.ManageOperators, caller, target.Pid, "operator");

    /// <summary>Whether the caller may change the rights of an operator.</summary>
    /// <returns>Null if it may.</returns>
    public static Error? ToManageRightsOf(Caller caller, AccountId target) => To(Permission.ManageRights, caller, target.Pid, "operator");

    /// <summary>Whether the caller may confirm a credential that somebody else created.</summary>
    /// <inheritdoc cref="ToReadApiUsersOf"/>
    public static Error? ToConfirm(Caller caller, AccountId target, string what) => To(Permission.ManageRights, caller, target.Pid, what);

    /// <summary>
    /// Whether the caller has all the rights of another operator. Otherwise it could acquire them by setting that operator's
    /// password or e-mail address.
    /// </summary>
    /// <param name="grants">The rights of the other operator.</param>
    /// <returns>Null if it has.</returns>
    public static Error? ToAct(Caller caller, AccountId target, Grants grants) =>
        target == caller.Operator || caller.Grants.Cover(grants) ? null : Error.Forbidden;

    /// <summary>Whether the caller may read the invitation of an operator.</summary>
    /// <returns>Null if it may.</returns>
    public static Error? ToReadInvitation(Caller caller, AccountId target) =>
        To(Permission.ReadOperators, caller, target.Pid, "invitation");

    /// <summary>Whether the caller may resend or withdraw the invitation of an operator.</summary>
    /// <returns>Null if it may, provided that <see cref="ToAct"/> allows it too.</returns>
    public static Error? ToManageInvitation(Caller caller, AccountId target) =>
        To(Permission.ManageOperators, caller, target.Pid, "invitation");

    /// <summary>Whether the caller may read a group and its members.</summary>
    /// <returns>Null if it may.</returns>
    public static Error? ToReadGroup(Caller caller, AccountId target) => To(Permission.ReadOperators, caller, target.Pid, "group");

    /// <summary>Whether the caller may change a group, its members and its permissions.</summary>
    /// <returns>Null if it may.</returns>
    public static Error? ToManageGroup(Caller caller, AccountId target) => To(Permission.ManageRights, caller, target.Pid, "group");

    /// <summary>Whether the caller may do something beyond its own account: create operators, read groups, report usage.</summary>
    /// <returns>Null if it may.</returns>
    public static Error? To(Permission permission, Caller caller) => caller.May(permission) ? null : Error.Forbidden;

    private static Error? To(Permission permission, Caller caller, uint pid, string what) =>
        pid != caller.Pid ? Error.NotFound(what) : To(permission, caller);

    private static Error? To(Permission permission, Caller caller, AccountId target, string what) => target switch
    {
        _ when target.Pid != caller.Pid => Error.NotFound(what),
        _ when caller.May(permission, target.UserId) => null,
        _ => Error.Forbidden,
    };
}
