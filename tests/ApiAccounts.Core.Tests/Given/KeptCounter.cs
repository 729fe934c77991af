using System.Diagnostics.Metrics;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>What a counter of these metrics has counted.</summary>
internal sealed class KeptCounter : IDisposable
{
    private readonly MeterListener listener = new();
    private long sum;

    public KeptCounter(UsageMetrics metrics, string name)
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (metrics.IsOf(instrument) && instrument.Name == name) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref sum, value));
        listener.Start();
    }

    public long Sum => Interlocked.Read(ref sum);

    public void Dispose() => listener.Dispose();
}
