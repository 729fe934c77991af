namespace ApiAccounts.Worker.Tests.Running;

/// <summary>What starts the published worker.</summary>
public enum HostKind
{
    /// <summary>The host of the tests: <see cref="WorkerHost"/>.</summary>
    Tests,

    /// <summary>The Functions host itself, in <c>func start</c>.</summary>
    CoreTools,
}
