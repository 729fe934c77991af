using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.InProcess;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function by a schedule.</summary>
/// <param name="schedule">NCRONTAB with six fields, the first being seconds (or five without them), or <c>%setting%</c>.</param>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute, IListeningTrigger
{
    public string Schedule { get; } = schedule;

    /// <summary>Whether the function is told when it ran before; never for schedules that come round within a minute.</summary>
    public bool UseMonitor { get; set; } = true;

    public bool RunOnStartup { get; set; }

    string ITrigger.BindingType => "timerTrigger";

    bool ITrigger.Accepts(Type parameterType, out string expected)
    {
        expected = nameof(TimerInfo);
        return parameterType == typeof(TimerInfo);
    }

    ITriggerListener IListeningTrigger.Listen(TriggeredFunction function, ListenerServices services)
    {
        var resolved = services.Configuration.Resolve(Schedule, function.Name);
        return new TimerListener(function, TimerSchedule.Parse(resolved, function.Name), UseMonitor, RunOnStartup, services.Time);
    }
}
