namespace ApiAccounts.Core.Kernel;

/// <summary>The storage did not answer, or said that it cannot now: the same call may succeed later.</summary>
public sealed class StorageUnavailableException(Exception cause) : Exception("The storage is not available.", cause);
