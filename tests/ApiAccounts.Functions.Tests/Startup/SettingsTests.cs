using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Startup;

/// <summary>A wrong setting stops the start with a sentence that says which, what it was and what it may be.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("Usage__CommitInterval", "00:00:06", "Usage__CommitInterval must be between 00:00:00 and 00:00:05; it is '00:00:06'.")]
    [InlineData("Usage__CommitInterval", "soon", "Usage__CommitInterval must be a time span such as 00:00:05; it is 'soon'.")]
    [InlineData("Usage__OnOutage", "Maybe", "Usage__OnOutage must be Degrade or Refuse; it is 'Maybe'.")]
    [InlineData("Usage__OnOutage", "7", "Usage__OnOutage must be Degrade or Refuse; it is '7'.")]
    [InlineData("Usage__MaxBufferedPings", "999", "Usage__MaxBufferedPings must be between 1000 and 10000000; it is '999'.")]
    [InlineData(
        "LastUsed__TrackedSince", "yesterday", "LastUsed__TrackedSince must be a time such as 2026-01-31T00:00:00Z; it is 'yesterday'.")]
    [InlineData(
        "LastUsed__TrackedSnice", "2026-01-31T00:00:00Z",
        "LastUsed__TrackedSnice is not a setting; the settings are LastUsed__TrackedSince.")]
    [InlineData("Passwords__Iterations", "99999", "Passwords__Iterations must be between 100000 and 10000000; it is '99999'.")]
    [InlineData("Passwords__Iterations", "many", "Passwords__Iterations must be a whole number; it is 'many'.")]
    [InlineData("Passwords__MaxConcurrentHashes", "0", "Passwords__MaxConcurrentHashes must be between 1 and 64; it is '0'.")]
    [InlineData("Accounts__Buckets", "4097", "Accounts__Buckets must be between 1 and 4096; it is '4097'.")]
    [InlineData("Http__TrustedProxies", "11", "Http__TrustedProxies must be between 0 and 10; it is '11'.")]
    [InlineData("Http__StorageWait", "00:00:00.1",
        "Http__StorageWait must be between 00:00:00.5000000 and 00:00:30; it is '00:00:00.1000000'.")]
    [InlineData("Http__TrustedProxies", "-1", "Http__TrustedProxies must be between 0 and 10; it is '-1'.")]
    [InlineData(
        "Invitations__Page", "/invitation",
        "Invitations__Page must be an address such as https://accounts.example.com/invitation; it is '/invitation'.")]
    [InlineData("Mail__SmtpHost", "mail.example", "Mail__From is not set; Mail__SmtpHost and Mail__Folder require it.")]
    [InlineData("RateLimits__VerifyStatus", "404", "RateLimits__VerifyStatus must be 401, 403 or 429; it is '404'.")]
    [InlineData("Verification__SuccessStatus", "201", "Verification__SuccessStatus must be 200 or 204; it is '201'.")]
    [InlineData("Secrets__Prefix", "My_Key", "Secrets__Prefix must be 2 to 16 lower-case letters and digits; it is 'My_Key'.")]
    [InlineData("Secrets__Peppers__1", null, "Secrets__Peppers__1 is not set; it must be the base64 of at least 32 random bytes.")]
    [InlineData("Tokens__SigningKeys__1", null, "Tokens__SigningKeys__1 is not set; it must be the base64 of at least 32 random bytes.")]
    [InlineData("Tokens__AccessLifetime", "00:00:30", "Tokens__AccessLifetime must be between 00:01:00 and 1.00:00:00; it is '00:00:30'.")]
    [InlineData("Tokens__AllowConsole", "never", "Tokens__AllowConsole must be true or false; it is 'never'.")]
    [InlineData(
        "Bootstrap__AdminEmail", "nobody", "Bootstrap__AdminEmail must be an e-mail address of at most 254 characters; it is 'nobody'.")]
    [InlineData("Bootstrap__AdminEmail", "", "Bootstrap__AdminEmail must be an e-mail address of at most 254 characters; it is ''.")]
    [InlineData(
        "Bootstrap__RecoverAdmin", "ada@demo.example",
        "Bootstrap__RecoverAdmin must be a user name, a colon and a new value, such as ada@example.com:3; it is 'ada@demo.example'.")]
    [InlineData(
        "Bootstrap__RecoverAdmin", "ada@demo.example:1", "Bootstrap__RecoverPassword is not set; Bootstrap__RecoverAdmin requires it.")]
    [InlineData("Mail__MaxPerHour", "0", "Mail__MaxPerHour must be between 1 and 1000; it is '0'.")]
    [InlineData(
        "Pages__EmailConfirmation", "here",
        "Pages__EmailConfirmation must be an address such as https://accounts.example.com/email-confirmation; it is 'here'.")]
    [InlineData("Bootstrap__AdminPassword", null, "Bootstrap__AdminPassword is not set; Bootstrap__AdminEmail requires it.")]
    [InlineData(
        "Secrets__Peppers__1", "@Microsoft.KeyVault(VaultName=kv-accounts;SecretName=pepper-1)",
        "Secrets__Peppers__1 is a Key Vault reference that Azure could not resolve; the portal shows the reason beside the environment variables of the app.")]
    [InlineData(
        "Bootstrap__AdminPassword", "@Microsoft.KeyVault(VaultName=kv-accounts;SecretName=first-administrator)",
        "Bootstrap__AdminPassword is a Key Vault reference that Azure could not resolve; the portal shows the reason beside the environment variables of the app.")]
    public async Task A_wrong_setting_stops_the_start(string name, string? value, string sentence)
    {
        var (exitCode, output) = await App.RunToEndAsync(await AccountAsync(), (name, value));

        Assert.Equal(1, exitCode);
        Assert.Equal([sentence], Lines(output));
    }

    [Theory]
    [InlineData(
        "Secrets__Peppers__1", "bm90IGVub3VnaA==", "Secrets__Peppers__1 must be the base64 of at least 32 random bytes; it is not.")]
    [InlineData(
        "Secrets__Peppers__1", "what-is-base64", "Secrets__Peppers__1 must be the base64 of at least 32 random bytes; it is not.")]
    [InlineData("Tokens__SigningKeys__2", "bm90IGVub3VnaA==",
        "Tokens__SigningKeys__2 must be the base64 of at least 32 random bytes; it is not.")]
    [InlineData("Secrets__Peppers__one", App.Pepper, "Secrets__Peppers__one must end in a whole number from 1; it ends in 'one'.")]
    [InlineData("Mail__SmtpPassword", "tooshort-7", "Mail__SmtpUserName is not set; Mail__SmtpPassword requires it.")]
    [InlineData(
        "Bootstrap__AdminPassword", "tooshort-7",
        "Bootstrap__AdminPassword is not allowed: The password must be 12 to 40 characters long.")]
    [InlineData(
        "Bootstrap__AdminPassword", "no-upper-case-7",
        "Bootstrap__AdminPassword is not allowed: The password must contain an upper-case letter.")]
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
        var (exitCode, output) = await App.RunToEndAsync(
            account, ("AccountsStorage", (account with { Key = "YW5vdGhlciBrZXk=" }).ConnectionString));

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
                "Http__TrustedProxies must be between 0 and 10; it is '99'.",
                "Secrets__Prefix must be 2 to 16 lower-case letters and digits; it is 'X'.",
                "Usage__Linger must be a time span such as 00:00:05; it is 'long'.",
                "Usage__OnOutage must be Degrade or Refuse; it is 'Maybe'.",
            ],
            Lines(output).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_is_one_critical_line_of_the_log_too()
    {
        var (_, output) = await App.RunToEndAsync(await AccountAsync(), ("Usage__Linger", "long"), ("Secrets__Prefix", "X"));

        Assert.Single(
            output.Split('\n'), line => line.StartsWith("crit: ApiAccounts.Functions.Startup.StartFailure", StringComparison.Ordinal));
        Assert.Single(output.Split('\n'), line => line
            is "      The app failed to start: Secrets__Prefix must be 2 to 16 lower-case letters and digits; it is 'X'. Usage__Linger must be a time span such as 00:00:05; it is 'long'."
            or "      The app failed to start: Usage__Linger must be a time span such as 00:00:05; it is 'long'. Secrets__Prefix must be 2 to 16 lower-case letters and digits; it is 'X'.");
    }

    /// <summary>Those on standard error: the console's log has a line that begins with the level, and goes on indented.</summary>
    private static string[] Lines(string output) =>
        [.. output.Split('\n',
            StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("crit: ", StringComparison.Ordinal) && line[0] != ' ')];

    private static async Task<StorageAccount> AccountAsync() => (await Azurite.SharedAsync()).NewAccount();
}
