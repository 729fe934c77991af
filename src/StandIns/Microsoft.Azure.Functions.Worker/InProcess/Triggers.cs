using System.Diagnostics.CodeAnalysis;

namespace Microsoft.Azure.Functions.Worker.InProcess;

/// <summary>A trigger attribute this host can serve.</summary>
internal interface ITrigger
{
    /// <summary>Such as <c>httpTrigger</c>.</summary>
    string BindingType { get; }

    /// <param name="expected">What the parameter may be, for a sentence.</param>
    bool Accepts(Type parameterType, out string expected);
}

/// <summary>The trigger of an HTTP function.</summary>
internal interface IHttpTrigger : ITrigger
{
    /// <summary>Null for the function's name.</summary>
    string? Route { get; }

    /// <summary>Null or empty for all.</summary>
    [SuppressMessage("Performance", "CA1819", Justification = "As the attribute has it.")]
    string[]? Methods { get; }
}

/// <summary>A trigger that something else than a request sets off.</summary>
internal interface IListeningTrigger : ITrigger
{
    /// <exception cref="StartException">A setting is missing or wrong.</exception>
    ITriggerListener Listen(TriggeredFunction function, ListenerServices services);
}

/// <summary>Waits for what triggers one function, and runs it.</summary>
internal interface ITriggerListener
{
    /// <returns>Completes when <paramref name="stopping"/> is cancelled and all runs have ended.</returns>
    Task ListenAsync(CancellationToken stopping);

    /// <summary>Runs the function by hand, as the host's administration endpoint does.</summary>
    Task TriggerAsync(string input);
}
