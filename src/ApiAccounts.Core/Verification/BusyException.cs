namespace ApiAccounts.Core.Verification;

/// <summary>Too many row reads are running and waiting. The same request may succeed later.</summary>
internal sealed class BusyException() : Exception("Too many credentials are being read.");
