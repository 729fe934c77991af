using ApiAccounts.Tools.Backup;

// For a machine that has this program and not the checkout; in the checkout, backup.cs hands on to the same.
return await BackupProgram.RunAsync(args);
