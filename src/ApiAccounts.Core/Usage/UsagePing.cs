using System.Collections.Immutable;
using ApiAccounts.Core.Ids;

namespace ApiAccounts.Core.Usage;

/// <summary>That an API user was used so many times within one hour.</summary>
/// <param name="Count">From 1 to <see cref="MaxCount"/>.</param>
/// <param name="LastUsed">The latest use within the hour, to the second.</param>
/// <param name="Errors">How many of them ended in an error, by code.</param>
public sealed record UsagePing(AccountId Id, UtcHour Hour, long Count, DateTimeOffset LastUsed, ImmutableDictionary<int, long> Errors)
{
    public const long MaxCount = 1_000_000_000;

    /// <summary>The latest use within the hour that was made with the secret from before a rotation; null for none.</summary>
    public DateTimeOffset? PreviousSecretLastUsed { get; init; }
}
