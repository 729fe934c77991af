namespace ApiAccounts.Core.Kernel;

/// <summary>Something as it was read, with the version the storage gave it, which a later write names so as not to undo another's.</summary>
/// <param name="Version">Opaque: the row's ETag.</param>
public sealed record Versioned<T>(T Value, string Version);
