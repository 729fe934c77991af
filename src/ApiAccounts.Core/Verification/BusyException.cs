namespace ApiAccounts.Core.Verification;

/// <summary>Too many rows are being read, and too many wait: the same request may succeed later.</summary>
internal sealed class BusyException() : Exception("Too many credentials are being read.");
