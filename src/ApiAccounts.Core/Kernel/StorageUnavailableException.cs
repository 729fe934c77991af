namespace ApiAccounts.Core.Kernel;

/// <summary>The storage did not respond or reported that it is unavailable. The same call may succeed later.</summary>
public sealed class StorageUnavailableException(Exception cause) : Exception("The storage is not available.", cause);
