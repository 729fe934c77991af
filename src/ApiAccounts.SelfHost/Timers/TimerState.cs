using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.SelfHost.Timers;

/// <summary>
/// The times when a timer function last ran and is due next, in a blob that all processes share. The lease of the blob is the turn to run:
/// one process has it at a time, and a process that crashes loses it within <see cref="LeaseTime"/>.
/// </summary>
internal sealed class TimerState(BlobContainerClient container, BlobClient blob, TimeProvider time, ILogger<TimerState> logger)
{
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(15);

    private static readonly BlobUploadOptions OnlyIfAbsent = new() { Conditions = new() { IfNoneMatch = ETag.All } };

    /// <param name="first">The initial state, if the timer has none yet.</param>
    public async Task<ScheduleStatus> ReadOrCreateAsync(ScheduleStatus first)
    {
        try
        {
            await blob.UploadAsync(BinaryData.FromObjectAsJson(first), OnlyIfAbsent);
            return first;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await container.CreateIfNotExistsAsync();
            return await ReadOrCreateAsync(first);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412) // the blob exists or is leased
        {
            return await ReadAsync();
        }
    }

    /// <returns>Null while another process has the turn.</returns>
    public async Task<TimerTurn?> TryTakeAsync()
    {
        var lease = blob.GetBlobLeaseClient();
        try
        {
            await lease.AcquireAsync(LeaseTime);
        }
        catch (RequestFailedException exception) when (exception.Status is 409)
        {
            return null;
        }
        var turn = new TimerTurn(blob, lease, time, logger);
        try
        {
            turn.Status = await ReadAsync();
            return turn;
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    private async Task<ScheduleStatus> ReadAsync() =>
        (await blob.DownloadContentAsync()).Value.Content.ToObjectFromJson<ScheduleStatus>()
        ?? throw new InvalidDataException($"The blob {blob.Name} does not contain the state of a timer.");
}
