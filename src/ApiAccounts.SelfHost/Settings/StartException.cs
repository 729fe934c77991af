namespace ApiAccounts.SelfHost.Settings;

/// <summary>Why the host cannot start, as one sentence for whoever started it.</summary>
internal sealed class StartException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>
    /// Does a part of the start. On a <see cref="StartException"/> it writes the sentence to standard error and ends the process
    /// with 1, as <c>func start</c> does; the app's own exceptions go on.
    /// </summary>
    public static T Guard<T>(Func<T> start)
    {
        try
        {
            return start();
        }
        catch (StartException exception)
        {
            Console.Error.WriteLine(exception.Message);
            Environment.Exit(1);
            throw;
        }
    }

    /// <inheritdoc cref="Guard{T}"/>
    public static void Guard(Action start) => Guard(() =>
    {
        start();
        return true;
    });
}
