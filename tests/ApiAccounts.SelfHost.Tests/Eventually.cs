namespace ApiAccounts.SelfHost.Tests;

/// <summary>Waits for what only asking again can tell.</summary>
public static class Eventually
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <exception cref="TimeoutException">It did not become true.</exception>
    public static async Task IsTrueAsync(string what, Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(AtMost);
        while (!await condition())
        {
            if (deadline.IsCancellationRequested) throw new TimeoutException($"Never so: {what}.");
            await Task.Delay(Pause);
        }
    }
}
