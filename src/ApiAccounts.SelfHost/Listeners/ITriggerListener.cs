namespace ApiAccounts.SelfHost.Listeners;

/// <summary>Waits for the trigger of one function, and runs the function.</summary>
internal interface ITriggerListener
{
    /// <returns>A task that completes when <paramref name="stopping"/> is cancelled and all runs have ended.</returns>
    Task ListenAsync(CancellationToken stopping);

    /// <summary>Runs the function manually, for the administration endpoint.</summary>
    Task TriggerAsync(string input);
}
