using System.Collections.Immutable;

namespace ApiAccounts.Core.Usage.Messages;

/// <summary>The number of uses of an API user or custom service within one hour.</summary>
/// <param name="Count">From 0 to <see cref="MaxCount"/>; 0 if there are only errors, of uses that other pings count.</param>
/// <param name="LastUsed">The latest use within the hour, to the second; without a use, the latest error.</param>
/// <param name="Errors">The number of failed uses, by code.</param>
public sealed record UsagePing(AccountId Id, UtcHour Hour, long Count, DateTimeOffset LastUsed, ImmutableDictionary<int, long> Errors)
{
    public const long MaxCount = 1_000_000_000;

    /// <summary>The latest use within the hour with the secret from before a rotation; null if there was none.</summary>
    public DateTimeOffset? PreviousSecretLastUsed { get; init; }
}
