using Azure;

namespace ApiAccounts.Storage.Tables.Shared;

/// <summary>
/// The storage's own time, as its answers tell it: the clocks of instances may be minutes apart, or be set while they run. Before the first
/// answer it is this instance's.
/// </summary>
internal sealed class StorageTime(TimeProvider clock)
{
    private volatile Told? last;

    public DateTimeOffset Now => last is { } told ? told.Date + clock.GetElapsedTime(told.At) : clock.GetUtcNow();

    public void Hear(Response response)
    {
        if (response.Headers.Date is { } date) last = new(date, clock.GetTimestamp());
    }

    private sealed record Told(DateTimeOffset Date, long At);
}
