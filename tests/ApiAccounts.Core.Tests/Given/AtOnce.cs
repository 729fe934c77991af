namespace ApiAccounts.Core.Tests.Given;

internal static class AtOnce
{
    /// <summary>Runs an action on as many threads, all of which are there before the first begins.</summary>
    public static async Task<T[]> RunAsync<T>(int count, Func<int, Task<T>> action)
    {
        using var ready = new Barrier(count);
        return await Task.WhenAll(Enumerable.Range(0, count).Select(number => Task.Factory.StartNew(
            () =>
            {
                ready.SignalAndWait();
                return action(number);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));
    }
}
