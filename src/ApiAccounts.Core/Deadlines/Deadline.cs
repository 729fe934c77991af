namespace ApiAccounts.Core.Deadlines;

/// <summary>
/// A time at which something must be checked, because it may expire then. Without this row nobody would find it, as no query spans
/// all partners. Only the account's own row says whether it expires: it may never have been written, or have changed since.
/// </summary>
/// <param name="Id">An operator or an API user.</param>
/// <param name="At">Truncated to the second.</param>
public sealed record Deadline(DeadlineKind Kind, AccountId Id, DateTimeOffset At)
{
    /// <inheritdoc cref="Deadline"/>
    public DateTimeOffset At { get; } = WholeSecondsOf(At);

    /// <summary>Whether the deadline is at exactly this time.</summary>
    public bool IsAt(DateTimeOffset? time) => time is { } known && WholeSecondsOf(known) == At;

    private static DateTimeOffset WholeSecondsOf(DateTimeOffset time) =>
        new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
}
