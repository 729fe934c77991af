using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.SelfHost.Timers;

/// <summary>The turn of this process to run a timer function; it is renewed until disposed.</summary>
internal sealed partial class TimerTurn : IAsyncDisposable
{
    private readonly CancellationTokenSource released = new();
    private readonly BlobClient blob;
    private readonly BlobLeaseClient lease;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Task renewal;

    public TimerTurn(BlobClient blob, BlobLeaseClient lease, TimeProvider time, ILogger logger)
    {
        this.blob = blob;
        this.lease = lease;
        this.time = time;
        this.logger = logger;
        renewal = RenewAsync();
    }

    /// <summary>The status when the turn began.</summary>
    public ScheduleStatus Status { get; set; } = new();

    /// <summary>Writes the status after the run. Otherwise the next process would run the same occurrence again.</summary>
    public Task EndAsync(ScheduleStatus status) => LogFailureAsync(() => blob.UploadAsync(
        BinaryData.FromObjectAsJson(status), new BlobUploadOptions { Conditions = new() { LeaseId = lease.LeaseId } }));

    public async ValueTask DisposeAsync()
    {
        await released.CancelAsync();
        await renewal;
        await LogFailureAsync(() => lease.ReleaseAsync());
        released.Dispose();
    }

    private async Task RenewAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimerState.LeaseTime / 3, time, released.Token);
                await LogFailureAsync(() => lease.RenewAsync());
            }
        }
        catch (OperationCanceledException) when (released.IsCancellationRequested)
        {
            // the turn is over
        }
    }

    /// <summary>Logs a failure, which never ends the run. At worst, another process runs the function, too.</summary>
    private async Task LogFailureAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            LogFailed(blob.Name, exception);
        }
    }

    [LoggerMessage(
        1, LogLevel.Warning, "The lease or the state in {Blob} could not be written: the timer may run again in another process.")]
    private partial void LogFailed(string blob, Exception exception);
}
