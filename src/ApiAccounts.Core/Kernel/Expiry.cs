namespace ApiAccounts.Core.Kernel;

/// <summary>The time at which the access of an operator or an API user expires.</summary>
/// <param name="At">The first instant without access; null for never.</param>
public readonly record struct Expiry(DateTimeOffset? At)
{
    /// <returns>Null if the time is in the future, or null.</returns>
    internal static Error? CheckIsFuture(DateTimeOffset? at, DateTimeOffset now) =>
        at <= now ? Error.Invalid("The expiry must be in the future.", "expiresAt") : null;

    /// <summary>Returns the earlier of two ends; null is never.</summary>
    internal static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => other is null || one < other ? one : other;

    /// <inheritdoc cref="Earliest(DateTimeOffset?, DateTimeOffset?)"/>
    internal static DateTimeOffset Earliest(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;

    /// <summary>Returns the text for the audit trail.</summary>
    internal static string Text(DateTimeOffset? at) => at is { } known ? UtcTime.Text(known) : "never";
}
