using ApiAccounts.Core.Ids;

namespace ApiAccounts.Core.Access;

/// <summary>
/// Who may do what. An administrator may do everything in its partner; an operator may see and manage its own API users. Nothing of
/// another partner exists for either.
/// </summary>
public static class Rights
{
    /// <summary>Whether the caller may see and manage an API user, or those of an operator: an id tells whose it is.</summary>
    /// <param name="target">An API user's id or an operator's.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <returns>Null when it may.</returns>
    public static Error? ToManageApiUsersOf(Caller caller, AccountId target, string what) => target switch
    {
        _ when target.Pid != caller.Pid => Error.NotFound(what),
        _ when caller.IsAdministrator || target.UserId == caller.Operator.UserId => null,
        _ => Error.Forbidden,
    };
}
