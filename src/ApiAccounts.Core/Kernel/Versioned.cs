namespace ApiAccounts.Core.Kernel;

/// <summary>A value with its version in the storage. A later write sends the version, so that it overwrites no other write.</summary>
/// <param name="Version">Opaque: the row's ETag.</param>
public sealed record Versioned<T>(T Value, string Version);
