using ApiAccounts.Core.Access;

namespace ApiAccounts.Core.Tokens;

/// <summary>A client (RFC 6749, section 2) that asks for tokens or about them.</summary>
/// <param name="Id">The user name of an API user, or <see cref="Console"/>.</param>
/// <param name="ApiUser">Whoever acts with its credentials, which were right; null for the console, which has none.</param>
public sealed record TokenClient(string Id, VerifiedApiUser? ApiUser)
{
    /// <summary>The client that people sign in with; it has no secret.</summary>
    public const string Console = "console";
}

/// <summary>An API user whose secret was right.</summary>
/// <param name="SecretFingerprint">Of that secret.</param>
public sealed record VerifiedApiUser(Caller Caller, string SecretFingerprint);
