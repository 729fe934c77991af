namespace ApiAccounts.Storage.Tables.Shared;

/// <summary>
/// The time of the storage, from the headers of its responses: the clocks of instances may differ by minutes, or be set while they run.
/// Before the first response it is the time of this instance.
/// </summary>
internal sealed class StorageTime(TimeProvider clock)
{
    private volatile Reading? last;

    public DateTimeOffset Now => last is { } reading ? reading.Date + clock.GetElapsedTime(reading.At) : clock.GetUtcNow();

    public void Update(Response response)
    {
        if (response.Headers.Date is { } date) last = new(date, clock.GetTimestamp());
    }

    private sealed record Reading(DateTimeOffset Date, long At);
}
