namespace ApiAccounts.Core.Kernel;

internal static class ValueTaskExtensions
{
    /// <inheritdoc cref="Task{TResult}.WaitAsync(CancellationToken)"/>
    /// <remarks>Allocates nothing if the task is already completed.</remarks>
    public static ValueTask<T> WaitAsync<T>(this ValueTask<T> task, CancellationToken cancellationToken) =>
        task.IsCompletedSuccessfully ? task : new(task.AsTask().WaitAsync(cancellationToken));
}
