namespace ApiAccounts.Tools.Backup;

/// <summary>What the program says.</summary>
internal static class Texts
{
    public const string Usage = """
        dotnet run backup.cs -- save FOLDER       saves every row of the product's tables into a new or an empty folder

        dotnet run backup.cs -- restore FOLDER    restores them into a storage account whose tables have no rows, and on which
                                                  the app has not run
            --resume                              goes on with a restore that did not come to its end

        The storage account is the one that the app would have with the same environment variables: AccountsStorage is its
        connection string, or AccountsStorage__tableServiceUri and AccountsStorage__queueServiceUri name its services, and
        the account signed in with az login needs the app's roles on them. What a backup is worth, and how to move to another
        region: docs/backup.md.
        """;

    public const string Saved =
        "Saved. The backup has no peppers and no signing keys in it: without the Secrets__Peppers__... of the app none of its "
        + "credentials will work, and\nwithout its Tokens__SigningKeys__... everybody has to sign in anew. Keep both somewhere else.";

    public const string Restored = """
        Restored. Start the app with the Secrets__Peppers__... and Tokens__SigningKeys__... that it had: with another key under
        the same number it does not start. Set at least as many Accounts__Buckets. What was revoked, disabled, deleted or given another secret or password after the backup began
        works again as it was then: see docs/backup.md.
        """;

    public const string Stopped =
        "Stopped before the end: what was being saved is no backup, and what was being restored goes on with --resume.";

    public static string Unknown(string[] args) =>
        $"'{string.Join(' ', args)}' is not one of: save FOLDER, restore FOLDER, restore FOLDER --resume. "
        + "See: dotnet run backup.cs -- --help";
}
