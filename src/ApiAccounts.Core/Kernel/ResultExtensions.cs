namespace ApiAccounts.Core.Kernel;

/// <summary>Chains steps: each runs only if the previous one succeeded. The first error is the error of the chain.</summary>
public static class ResultExtensions
{
    public static Result<TNext> Then<T, TNext>(this Result<T> result, Func<T, Result<TNext>> next) =>
        result.TryGet(out var value, out var error) ? next(value) : error;

    public static async Task<Result<TNext>> Then<T, TNext>(this Task<Result<T>> result, Func<T, Result<TNext>> next) =>
        (await result).Then(next);

    public static async Task<Result<TNext>> ThenAsync<T, TNext>(this Result<T> result, Func<T, Task<Result<TNext>>> next) =>
        result.TryGet(out var value, out var error) ? await next(value) : error;

    public static async Task<Result<TNext>> ThenAsync<T, TNext>(this Task<Result<T>> result, Func<T, Task<Result<TNext>>> next) =>
        await (await result).ThenAsync(next);
}
