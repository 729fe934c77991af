namespace ApiAccounts.Core.Kernel;

/// <summary>How changes of the same rows at the same time get along.</summary>
internal static class OptimisticRetry
{
    private const int MaxAttempts = 100;

    /// <summary>Tries a change until it is done or refused; each time it reads anew what others have changed meanwhile.</summary>
    /// <param name="attempt">Null when a row had changed since it was read.</param>
    /// <param name="what">What is being changed, for the message.</param>
    public static async Task<Result<T>> UntilDoneAsync<T>(string what, Func<Task<Result<T>?>> attempt)
    {
        for (var i = 0; i < MaxAttempts; i++)
            if (await attempt() is { } result) return result;
        throw new InvalidOperationException($"{what} could not be changed: others were first {MaxAttempts} times.");
    }
}
