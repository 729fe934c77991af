namespace ApiAccounts.Functions.Tests.Usage;

/// <summary>Waits for what another process will have done.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="what">A sentence: what is waited for.</param>
    public static async Task Async(Func<Task<bool>> condition, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            if (limit.IsCancellationRequested) Assert.Fail($"It did not come about that {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }
}
