using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Startup;

/// <summary>A wrong setting stops the start with a sentence that says which, what it was and what it may be.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("Usage__CommitInterval", "00:00:06", "Usage__CommitInterval is '00:00:06'; it may be from 00:00:00 to 00:00:05.")]
    [InlineData("Usage__CommitInterval", "soon", "Usage__CommitInterval is 'soon'; it may be a time as in 00:00:05.")]
    [InlineData("Usage__OnOutage", "Maybe", "Usage__OnOutage is 'Maybe'; it may be Degrade or Refuse.")]
    [InlineData("Usage__OnOutage", "7", "Usage__OnOutage is '7'; it may be Degrade or Refuse.")]
    [InlineData("Usage__MaxBufferedPings", "999", "Usage__MaxBufferedPings is '999'; it may be from 1000 to 10000000.")]
    [InlineData(
        "LastUsed__TrackedSince", "yesterday", "LastUsed__TrackedSince is 'yesterday'; it may be a time as in 2026-01-31T00:00:00Z.")]
    [InlineData(
        "LastUsed__TrackedSnice", "2026-01-31T00:00:00Z", "LastUsed__TrackedSnice is no setting; there are LastUsed__TrackedSince.")]
    [InlineData("Passwords__Iterations", "99999", "Passwords__Iterations is '99999'; it may be from 100000 to 10000000.")]
    [InlineData("Passwords__Iterations", "many", "Passwords__Iterations is 'many'; it may be a whole number.")]
    [InlineData("Passwords__MaxConcurrentHashes", "0", "Passwords__MaxConcurrentHashes is '0'; it may be from 1 to 64.")]
    [InlineData("Accounts__Buckets", "4097", "Accounts__Buckets is '4097'; it may be from 1 to 4096.")]
    [InlineData("Http__TrustedProxies", "11", "Http__TrustedProxies is '11'; it may be from 0 to 10.")]
    [InlineData("Http__StorageWait", "00:00:00.1", "Http__StorageWait is '00:00:00.1000000'; it may be from 00:00:00.5000000 to 00:00:30.")]
    [InlineData("Http__TrustedProxies", "-1", "Http__TrustedProxies is '-1'; it may be from 0 to 10.")]
    [InlineData(
        "Invitations__Page", "/invitation",
        "Invitations__Page is '/invitation'; it may be an address as in https://accounts.example.com/invitation.")]
    [InlineData("Mail__SmtpHost", "mail.example", "Mail__From is not set; with Mail__SmtpHost or Mail__Folder it has to be.")]
    [InlineData("RateLimits__VerifyStatus", "404", "RateLimits__VerifyStatus is '404'; it may be 401, 403 or 429.")]
    [InlineData("Secrets__Prefix", "My_Key", "Secrets__Prefix is 'My_Key'; it may be 2 to 16 lower-case letters and digits.")]
    [InlineData("Secrets__Peppers__1", null, "Secrets__Peppers__1 is not set; it has to be the base64 of 32 random bytes or more.")]
    [InlineData("Tokens__SigningKeys__1", null, "Tokens__SigningKeys__1 is not set; it has to be the base64 of 32 random bytes or more.")]
    [InlineData("Tokens__AccessLifetime", "00:00:30", "Tokens__AccessLifetime is '00:00:30'; it may be from 00:01:00 to 1.00:00:00.")]
    [InlineData("Tokens__AllowConsole", "never", "Tokens__AllowConsole is 'never'; it may be true or false.")]
    [InlineData(
        "Bootstrap__AdminEmail", "nobody", "Bootstrap__AdminEmail is 'nobody'; it may be an e-mail address of at most 254 characters.")]
    [InlineData("Bootstrap__AdminEmail", "", "Bootstrap__AdminEmail is ''; it may be an e-mail address of at most 254 characters.")]
    [InlineData("Bootstrap__AdminPassword", null, "Bootstrap__AdminPassword is not set; with Bootstrap__AdminEmail it has to be.")]
    [InlineData(
        "Secrets__Peppers__1", "@Microsoft.KeyVault(VaultName=kv-accounts;SecretName=pepper-1)",
        "Secrets__Peppers__1 is a reference to a Key Vault that Azure could not follow; the portal says why, beside the environment variables of the app.")]
    [InlineData(
        "Bootstrap__AdminPassword", "@Microsoft.KeyVault(VaultName=kv-accounts;SecretName=first-administrator)",
        "Bootstrap__AdminPassword is a reference to a Key Vault that Azure could not follow; the portal says why, beside the environment variables of the app.")]
    public async Task A_wrong_setting_stops_the_start(string name, string? value, string sentence)
    {
        var (exitCode, output) = await App.RunToEndAsync(await AccountAsync(), (name, value));

        Assert.Equal(1, exitCode);
        Assert.Equal([sentence], Lines(output));
    }

    [Theory]
    [InlineData(
        "Secrets__Peppers__1", "bm90IGVub3VnaA==", "Secrets__Peppers__1 is not a key; it may be the base64 of 32 random bytes or more.")]
    [InlineData(
        "Secrets__Peppers__1", "what-is-base64", "Secrets__Peppers__1 is not a key; it may be the base64 of 32 random bytes or more.")]
    [InlineData("Tokens__SigningKeys__2", "bm90IGVub3VnaA==", "Tokens__SigningKeys__2 is not a key; it may be the base64 of 32 random bytes or more.")]
    [InlineData("Secrets__Peppers__one", App.Pepper, "Secrets__Peppers__one has 'one' as its number; it may be a whole number from 1.")]
    [InlineData("Mail__SmtpPassword", "tooshort-7", "Mail__SmtpUserName is not set; with Mail__SmtpPassword it has to be.")]
    [InlineData(
        "Bootstrap__AdminPassword", "tooshort-7", "Bootstrap__AdminPassword is not allowed: The password has to be 12 to 40 characters long.")]
    [InlineData(
        "Bootstrap__AdminPassword", "no-upper-case-7", "Bootstrap__AdminPassword is not allowed: The password needs an upper-case letter.")]
    [InlineData(
        "Bootstrap__AdminPassword", "Admin@Demo.Example-77",
        "Bootstrap__AdminPassword is not allowed: The password must not contain the user's name, e-mail address or id.")]
    public async Task A_wrong_setting_that_is_a_secret_is_not_told(string name, string value, string sentence)
    {
        var (exitCode, output) = await App.RunToEndAsync(await AccountAsync(), (name, value));

        Assert.Equal(1, exitCode);
        Assert.Equal([sentence], Lines(output));
        Assert.DoesNotContain(value, output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=mine;AccountKey=!secret!")]
    [InlineData("nonsense")]
    public async Task A_wrong_storage_account_stops_the_start(string? value)
    {
        var (exitCode, output) = await App.RunToEndAsync(await AccountAsync(), ("AccountsStorage", value));

        Assert.Equal(1, exitCode);
        var sentence = Assert.Single(Lines(output)); // the host looks at it first, on behalf of the queue trigger
        Assert.Contains("AccountsStorage", sentence, StringComparison.Ordinal);
        Assert.Contains("storage connection string", sentence, StringComparison.Ordinal);
        if (value is not null) Assert.DoesNotContain(value, output, StringComparison.Ordinal);
        Assert.DoesNotContain("!secret!", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storage_account_that_refuses_the_app_stops_the_start()
    {
        var account = await AccountAsync();
        var (exitCode, output) = await App.RunToEndAsync(account, ("AccountsStorage", (account with { Key = "YW5vdGhlciBrZXk=" }).ConnectionString));

        Assert.Equal(1, exitCode);
        Assert.Contains(
            "The storage account of AccountsStorage refuses this app (403); a key must be that of the account, "
            + "and an identity needs the roles Storage Table Data Contributor and Storage Queue Data Contributor.",
            output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_Unicode_tables_the_app_does_not_start()
    {
        var (exitCode, output) = await App.RunToEndAsync(await AccountAsync(), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"));

        Assert.Equal(1, exitCode);
        Assert.Equal(
            ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT must be off, because user names are compared in Unicode form NFKC; it is on."],
            Lines(output));
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var (exitCode, output) = await App.RunToEndAsync(
            await AccountAsync(),
            ("Usage__OnOutage", "Maybe"),
            ("Usage__Linger", "long"),
            ("Secrets__Prefix", "X"),
            ("Http__TrustedProxies", "99"));

        Assert.Equal(1, exitCode);
        Assert.Equal(
            [
                "Http__TrustedProxies is '99'; it may be from 0 to 10.",
                "Secrets__Prefix is 'X'; it may be 2 to 16 lower-case letters and digits.",
                "Usage__Linger is 'long'; it may be a time as in 00:00:05.",
                "Usage__OnOutage is 'Maybe'; it may be Degrade or Refuse.",
            ],
            Lines(output).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_is_one_critical_line_of_the_log_too()
    {
        var (_, output) = await App.RunToEndAsync(await AccountAsync(), ("Usage__Linger", "long"), ("Secrets__Prefix", "X"));

        Assert.Single(output.Split('\n'), line => line.StartsWith("crit: ApiAccounts.Functions.Startup.StartFailure", StringComparison.Ordinal));
        Assert.Single(output.Split('\n'), line => line
            is "      The app failed to start: Secrets__Prefix is 'X'; it may be 2 to 16 lower-case letters and digits. Usage__Linger is 'long'; it may be a time as in 00:00:05."
            or "      The app failed to start: Usage__Linger is 'long'; it may be a time as in 00:00:05. Secrets__Prefix is 'X'; it may be 2 to 16 lower-case letters and digits.");
    }

    /// <summary>Those on standard error: the console's log has a line that begins with the level, and goes on indented.</summary>
    private static string[] Lines(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("crit: ", StringComparison.Ordinal) && line[0] != ' ')];

    private static async Task<StorageAccount> AccountAsync() => (await Azurite.SharedAsync()).NewAccount();
}
