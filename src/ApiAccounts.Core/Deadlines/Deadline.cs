using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Deadlines;

/// <summary>
/// That something is to be looked at about a time, since it may end then: nobody would find it else, for no query names all partners. Whether it ends then
/// its own row says, which may never have been written, or have changed since.
/// </summary>
/// <param name="Id">An operator or an API user.</param>
/// <param name="At">To the second: a part of one is left out.</param>
public sealed record Deadline(DeadlineKind Kind, AccountId Id, DateTimeOffset At)
{
    /// <inheritdoc cref="Deadline"/>
    public DateTimeOffset At { get; } = WholeSecondsOf(At);

    /// <summary>Whether it is about this very time.</summary>
    public bool IsAt(DateTimeOffset? time) => time is { } known && WholeSecondsOf(known) == At;

    private static DateTimeOffset WholeSecondsOf(DateTimeOffset time) => new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
}
