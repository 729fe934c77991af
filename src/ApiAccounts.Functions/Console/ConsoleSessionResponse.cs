using ApiAccounts.Core.Sessions;

namespace ApiAccounts.Functions.Console;

/// <summary>The caller's own session.</summary>
/// <param name="Permissions">Those on the whole partner, in camel case; an administrator has all of them.</param>
/// <param name="MustChangePassword">Whether nothing else is allowed until the caller has chosen a new password.</param>
/// <param name="IdleTimeoutSeconds">How long the session works without a request.</param>
/// <param name="ExpiresAt">The first instant at which the session has ended, however much it is used.</param>
internal sealed record ConsoleSessionResponse(
    string OperatorId,
    uint UserId,
    string UserName,
    string FirstName,
    string LastName,
    string Email,
    bool IsAdministrator,
    IReadOnlyList<string> Permissions,
    bool MustChangePassword,
    int IdleTimeoutSeconds,
    DateTimeOffset ExpiresAt)
{
    public static ConsoleSessionResponse Of(ConsoleSession session) => new(
        session.Operator.Id.ToString(),
        session.Operator.Id.UserId,
        session.Operator.UserName,
        session.Operator.FirstName,
        session.Operator.LastName,
        session.Operator.Email,
        session.Operator.IsAdministrator,
        [.. session.Grants.OnPartner.Order().Select(Choices.Text)],
        session.MustChangePassword,
        (int)session.IdleTimeout.TotalSeconds,
        session.EndsAt);
}
