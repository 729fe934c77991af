namespace ApiAccounts.Core.Tokens;

/// <summary>A client (RFC 6749, section 2) that requests or introspects tokens.</summary>
/// <param name="Id">The user name of an API user, or <see cref="Console"/>.</param>
/// <param name="ApiUser">The API user that its credentials were verified for; null for the console, which has none.</param>
public sealed record TokenClient(string Id, VerifiedApiUser? ApiUser)
{
    /// <summary>The client through which people sign in. It has no secret.</summary>
    public const string Console = "console";
}

/// <summary>An API user whose secret was verified.</summary>
/// <param name="SecretFingerprint">The fingerprint of that secret.</param>
/// <param name="EndsAt">The first instant at which the secret, the API user or its operator is invalid; null for never.</param>
public sealed record VerifiedApiUser(Caller Caller, string SecretFingerprint, DateTimeOffset? EndsAt = null);
