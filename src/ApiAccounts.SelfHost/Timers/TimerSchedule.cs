using ApiAccounts.SelfHost.Settings;
using NCrontab;

namespace ApiAccounts.SelfHost.Timers;

/// <summary>The schedule of a timer function; all times are UTC.</summary>
internal sealed class TimerSchedule
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly CrontabSchedule schedule;

    private TimerSchedule(CrontabSchedule schedule) => this.schedule = schedule;

    /// <exception cref="StartException">The text is not NCRONTAB.</exception>
    public static TimerSchedule Parse(string text, string function)
    {
        var hasSeconds = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length is 6;
        return CrontabSchedule.TryParse(text, new() { IncludingSeconds = hasSeconds }) is { } schedule
            ? new(schedule)
            : throw new StartException(
                $"Function {function}: '{text}' is not a schedule; it must be NCRONTAB, such as \"0 */5 * * * *\" " +
                "(second minute hour day month weekday).");
    }

    public DateTime NextAfter(DateTime time) => schedule.GetNextOccurrence(time);

    /// <summary>Whether the timer is due more often than once a minute; such a timer is not monitored.</summary>
    public bool IsFrequent(DateTime now)
    {
        var next = NextAfter(now);
        return NextAfter(next) - next < Minute;
    }
}
