namespace ApiAccounts.SelfHost.Settings;

/// <summary>The host cannot start. The message is a sentence for the user.</summary>
internal sealed class StartException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>
    /// Runs a part of the startup. On a <see cref="StartException"/> it writes the sentence to standard error and exits the process with
    /// code 1, like <c>func start</c>. Exceptions of the app pass through.
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
