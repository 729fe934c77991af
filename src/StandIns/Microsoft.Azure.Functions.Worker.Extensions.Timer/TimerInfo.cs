namespace Microsoft.Azure.Functions.Worker;

/// <summary>The argument of a timer function.</summary>
public class TimerInfo
{
    /// <summary>As it was before this run; null when the schedule is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run makes up for one that was missed while the app was down.</summary>
    public bool IsPastDue { get; set; }
}
