namespace ApiAccounts.Core.Tests.Given;

internal static class Allocations
{
    private const int Repetitions = 5;

    /// <summary>
    /// What an action allocates on this thread once it is warm: the least of some repetitions, since the runtime allocates now
    /// and then too.
    /// </summary>
    /// <returns>Bytes.</returns>
    public static long Of(Action action)
    {
        action();
        var least = long.MaxValue;
        for (var i = 0; i < Repetitions && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
