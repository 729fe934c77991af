#!/usr/bin/env dotnet
#:property PublishAot=false
#:project tools/Backup/ApiAccounts.Tools.Backup.csproj

// Saves the product's tables into a folder, and restores them: dotnet run backup.cs -- save FOLDER | restore FOLDER. See docs/backup.md.
return await ApiAccounts.Tools.Backup.BackupProgram.RunAsync(args);
