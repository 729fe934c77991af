namespace ApiAccounts.Storage.Backup;

/// <summary>A backup or restore failed or is incomplete. The message is one or more sentences for the user.</summary>
public sealed class BackupException(string message, Exception? cause = null) : Exception(message, cause);
