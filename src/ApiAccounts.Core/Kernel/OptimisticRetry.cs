namespace ApiAccounts.Core.Kernel;

/// <summary>Retries changes that conflict with concurrent changes of the same rows.</summary>
internal static class OptimisticRetry
{
    private const int MaxAttempts = 100;

    /// <summary>Repeats a change until it succeeds or is refused. Each attempt reads the rows again.</summary>
    /// <param name="attempt">Returns null if a row changed after the attempt read it.</param>
    /// <param name="what">The name of the changed thing, for the message.</param>
    public static async Task<Result<T>> UntilDoneAsync<T>(string what, Func<Task<Result<T>?>> attempt)
    {
        for (var i = 0; i < MaxAttempts; i++)
            if (await attempt() is { } result) return result;
        throw new InvalidOperationException($"{what} could not be changed: {MaxAttempts} attempts conflicted with other changes.");
    }
}
