namespace ApiAccounts.SelfHost.Listeners;

/// <summary>Waits for what triggers one function, and runs it.</summary>
internal interface ITriggerListener
{
    /// <returns>Completes when <paramref name="stopping"/> is cancelled and all runs have ended.</returns>
    Task ListenAsync(CancellationToken stopping);

    /// <summary>Runs the function by hand, as the host's administration endpoint does.</summary>
    Task TriggerAsync(string input);
}
