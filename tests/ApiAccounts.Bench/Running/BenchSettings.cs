namespace ApiAccounts.Bench.Running;

/// <summary>The app as it would be deployed: with its own defaults, in Production, logging warnings only.</summary>
internal static class BenchSettings
{
    private static readonly (string Name, string? Value)[] AsDeployed =
    [
        ("AZURE_FUNCTIONS_ENVIRONMENT", "Production"),
        ("Logging__LogLevel__Default", "Warning"),
        ("Passwords__Iterations", null),
        ("Usage__Linger", null),
        ("Verification__MaxStaleness", null),
        ("Http__StorageWait", null),
        ("SelfHost__QueueHiddenTime", null),
        ("DOTNET_EnableWriteXorExecute", null),
        ("DOTNET_TieredPGO", null),
        ("DOTNET_TC_CallCountThreshold", null),
    ];

    /// <inheritdoc cref="AppSettings.For"/>
    public static IReadOnlyDictionary<string, string?> For(StorageAccount account, params (string Name, string? Value)[] settings) =>
        AppSettings.For(account, [.. AsDeployed, .. settings]);
}
