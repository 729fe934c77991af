namespace ApiAccounts.Core.Kernel;

/// <summary>When the access of an operator or an API user ends.</summary>
/// <param name="At">From this instant on nothing works; null for never.</param>
public readonly record struct Expiry(DateTimeOffset? At)
{
    /// <returns>Null for one that is still to come, or never does.</returns>
    internal static Error? CheckToCome(DateTimeOffset? at, DateTimeOffset now) =>
        at <= now ? Error.Invalid("The expiry has to be in the future.", "expiresAt") : null;

    /// <summary>For the audit trail.</summary>
    internal static string Text(DateTimeOffset? at) => at is { } known ? UtcTime.Text(known) : "never";
}
