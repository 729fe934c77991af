using System.Globalization;
using ApiAccounts.SelfHost.Listeners;
using ApiAccounts.SelfHost.Settings;

namespace ApiAccounts.SelfHost.Queues;

/// <summary><c>extensions.queues</c> of host.json.</summary>
/// <param name="BatchSize">The number of messages to fetch at once, 1 to 32.</param>
/// <param name="NewBatchThreshold">The listener fetches more messages when at most this many are in progress.</param>
/// <param name="MaxDequeueCount">A message that fails at this delivery moves to the poison queue.</param>
/// <param name="VisibilityTimeout">The wait before a failed message is delivered again.</param>
/// <param name="MaxPollingInterval">The longest wait between two polls of an empty queue.</param>
/// <param name="HiddenTime">How long a message in progress is invisible; renewed at half this time.</param>
internal sealed record QueueSettings(
    int BatchSize,
    int NewBatchThreshold,
    int MaxDequeueCount,
    TimeSpan VisibilityTimeout,
    TimeSpan MaxPollingInterval,
    bool IsBase64,
    TimeSpan HiddenTime)
{
    private const string Section = "extensions:queues:";

    /// <summary>
    /// A setting of this host only. It shortens the 10 minutes of the Functions host, so that a test sees a message again after a crash.
    /// </summary>
    private const string HiddenTimeSetting = "SelfHost:QueueHiddenTime";

    public static TimeSpan ShortestPollingInterval { get; } = TimeSpan.FromMilliseconds(100);

    private static TimeSpan DefaultHiddenTime { get; } = TimeSpan.FromMinutes(10);

    /// <exception cref="StartException">A setting has a wrong value.</exception>
    public static QueueSettings Read(ListenerServices services)
    {
        var json = services.HostJson;
        var batchSize = json.Number(Section + "batchSize", 1, 32, 16);
        return new(
            batchSize,
            json.Number(Section + "newBatchThreshold", 0, int.MaxValue, batchSize / 2 * Environment.ProcessorCount),
            json.Number(Section + "maxDequeueCount", 1, int.MaxValue, 5),
            json.Duration(Section + "visibilityTimeout", TimeSpan.Zero, TimeSpan.FromDays(7), TimeSpan.Zero),
            json.Duration(
                Section + "maxPollingInterval",
                ShortestPollingInterval,
                TimeSpan.FromDays(1),
                services.Environment.IsDevelopment() ? TimeSpan.FromSeconds(2) : TimeSpan.FromMinutes(1)),
            json.Choice(Section + "messageEncoding", "base64", "none", true),
            HiddenTimeOf(services.Configuration[HiddenTimeSetting]));
    }

    private static TimeSpan HiddenTimeOf(string? text)
    {
        if (text is null) return DefaultHiddenTime;
        var isTime = TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time);
        return isTime && time >= TimeSpan.FromSeconds(1) && time <= DefaultHiddenTime
            ? time
            : throw new StartException(
                $"{HiddenTimeSetting} is '{text}'; it must be a time \"hh:mm:ss\" from one second to ten minutes.");
    }
}
