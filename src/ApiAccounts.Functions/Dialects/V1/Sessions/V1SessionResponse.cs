using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Functions.Dialects.V1.Sessions;

/// <summary>A session in which an operator is signed in.</summary>
/// <param name="Current">Whether the request came in this session.</param>
/// <param name="Client"><c>console</c>, or the user name of the API user through which the operator signed in.</param>
/// <param name="Address">The network address of the sign-in; null if unknown.</param>
internal sealed record V1SessionResponse(
    string SessionId,
    bool Current,
    string Client,
    string? Address,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUsedAt,
    DateTimeOffset ExpiresAt)
{
    public static V1SessionResponse Of(Session session, AccountId? current) => new(
        session.Id.ToString(),
        session.Id == current,
        session.Client,
        session.Address,
        session.CreatedAt,
        session.LastUsedAt,
        session.EndsAt);
}
