using System.Collections.Immutable;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Usage.Messages;

/// <summary>That an API user or custom service was used so many times within one hour.</summary>
/// <param name="Count">From 0 to <see cref="MaxCount"/>; 0 where there are only errors, of uses that other pings count.</param>
/// <param name="LastUsed">The latest use within the hour, to the second; where there was none, the latest error.</param>
/// <param name="Errors">How many uses ended in an error, by code.</param>
public sealed record UsagePing(AccountId Id, UtcHour Hour, long Count, DateTimeOffset LastUsed, ImmutableDictionary<int, long> Errors)
{
    public const long MaxCount = 1_000_000_000;

    /// <summary>The latest use within the hour that was made with the secret from before a rotation; null for none.</summary>
    public DateTimeOffset? PreviousSecretLastUsed { get; init; }
}
