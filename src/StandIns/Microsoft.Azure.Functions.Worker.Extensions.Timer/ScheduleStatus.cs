namespace Microsoft.Azure.Functions.Worker;

/// <summary>When a timer function ran and will run; UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The default before the first run.</summary>
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
