namespace ApiAccounts.Storage.Backup;

/// <summary>Why nothing, or not all, was saved or restored; the message is for whoever asked for it, in sentences.</summary>
public sealed class BackupException(string message, Exception? cause = null) : Exception(message, cause);
