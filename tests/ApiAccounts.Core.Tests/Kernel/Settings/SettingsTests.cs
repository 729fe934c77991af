using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.Overview;
using ApiAccounts.Core.RateLimits;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Usage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tests.Kernel.Settings;

public sealed class SettingsTests
{
    [Fact]
    public void Every_default_is_as_documented()
    {
        var usage = Options<UsageOptions>();
        Assert.Equal(Acknowledge.Durable, usage.Acknowledge);
        Assert.Equal(TimeSpan.FromMilliseconds(20), usage.CommitInterval);
        Assert.Equal(TimeSpan.FromSeconds(5), usage.FlushInterval);
        Assert.Equal(TimeSpan.FromSeconds(2), usage.DurableWait);
        Assert.Equal(OnOutage.Degrade, usage.OnOutage);
        Assert.Equal(100_000, usage.MaxBufferedPings);
        Assert.Equal((null, 256), (usage.SpoolFolder, usage.SpoolMaxMegabytes));
        Assert.Equal(TimeSpan.FromMilliseconds(200), usage.Linger);
        Assert.Equal(TimeSpan.FromMinutes(4), usage.RetryWindow);

        var passwords = Options<PasswordsOptions>();
        Assert.Equal((210_000, 2, 100), (passwords.Iterations, passwords.MaxConcurrentHashes, passwords.MaxWaitingHashes));
        var mail = Options<MailOptions>();
        Assert.Equal((null, 587, null, null, true), (mail.SmtpHost, mail.SmtpPort, mail.SmtpUserName, mail.SmtpPassword, mail.UseTls));
        Assert.Equal((null, null, MailLanguage.En), (mail.Folder, mail.From, mail.Language));
        var limits = Options<RateLimitsOptions>();
        Assert.Equal((0, 60, 429), (limits.Requests, limits.Seconds, limits.VerifyStatus));
        Assert.Equal(16, Options<AccountsOptions>().Buckets);
        Assert.Equal((500_000, 2), (Options<OverviewOptions>().MaxRows, Options<OverviewOptions>().MaxScans));
        Assert.Equal(DateTimeOffset.UnixEpoch, Options<LastUsedOptions>().TrackedSince);
        Assert.Equal("apiacc", Options<SecretsOptions>().Prefix);
        var tokens = Options<TokensOptions>();
        Assert.Equal(
            (TimeSpan.FromHours(1), TimeSpan.FromDays(30), true), (tokens.AccessLifetime, tokens.SessionLifetime, tokens.AllowConsole));
        var bootstrap = Options<BootstrapOptions>();
        Assert.Equal(("First partner", null, null), (bootstrap.PartnerName, bootstrap.AdminEmail, bootstrap.AdminPassword));
    }

    [Fact]
    public void Every_setting_is_known_to_these_tests()
    {
        Assert.Equal(
            [
                "Acknowledge", "CommitInterval", "DurableWait", "FlushInterval", "Linger", "MaxBufferedPings", "OnOutage", "RetryWindow",
                "SpoolFolder",
                "SpoolMaxMegabytes",
            ],
            NamesOf<UsageOptions>());
        Assert.Equal(["Iterations", "MaxConcurrentHashes", "MaxWaitingHashes"], NamesOf<PasswordsOptions>());
        Assert.Equal(
            [
                "Folder", "From", "Language", "MaxLinksPerCaller", "MaxPerDay", "MaxPerHour", "SmtpHost", "SmtpPassword", "SmtpPort",
                "SmtpUserName", "UseTls",
            ],
            NamesOf<MailOptions>());
        Assert.Equal(["Buckets"], NamesOf<AccountsOptions>());
        Assert.Equal(["MaxRows", "MaxScans"], NamesOf<OverviewOptions>());
        Assert.Equal(["TrackedSince"], NamesOf<LastUsedOptions>());
        Assert.Equal(["Requests", "Seconds", "VerifyStatus"], NamesOf<RateLimitsOptions>());
        Assert.Equal(["Peppers", "Prefix"], NamesOf<SecretsOptions>());
        Assert.Equal(["AccessLifetime", "AllowConsole", "SessionLifetime", "SigningKeys"], NamesOf<TokensOptions>());
        Assert.Equal(
            ["AdminEmail", "AdminPassword", "PartnerName", "RecoverAdmin", "RecoverPassword"], NamesOf<BootstrapOptions>());

        static IEnumerable<string> NamesOf<T>() =>
            typeof(T).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Every_setting_is_bound()
    {
        var usage = Options<UsageOptions>(
            ("Usage:CommitInterval", "00:00:05"), ("Usage:DurableWait", "00:00:00.100"), ("usage:onoutage", "refuse"),
            ("Usage:MaxBufferedPings", "1000"), ("Usage:Linger", "00:00:00"), ("Usage:RetryWindow", "00:04:30"),
            ("Usage:Acknowledge", "immediate"),
            ("Usage:FlushInterval", "00:01:00"), ("Usage:SpoolFolder", "/var/spool/usage"), ("Usage:SpoolMaxMegabytes", "0"));
        Assert.Equal((Acknowledge.Immediate, TimeSpan.FromMinutes(1)), (usage.Acknowledge, usage.FlushInterval));
        Assert.Equal(
            (TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(100), OnOutage.Refuse),
            (usage.CommitInterval, usage.DurableWait, usage.OnOutage));
        Assert.Equal(("/var/spool/usage", 0), (usage.SpoolFolder, usage.SpoolMaxMegabytes));
        Assert.Equal((1_000, TimeSpan.Zero, TimeSpan.FromSeconds(270)), (usage.MaxBufferedPings, usage.Linger, usage.RetryWindow));
        Assert.Equal(
            new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), Options<LastUsedOptions>(
                ("LastUsed:TrackedSince", "2026-01-31T00:00:00Z")).TrackedSince);
        Assert.Equal(Known.Pepper2, Options<SecretsOptions>(("Secrets:Peppers:2", Known.Pepper2)).Peppers["2"]);
    }

    [Theory]
    [InlineData("Usage:CommitInterval", "-00:00:01", "Usage__CommitInterval must be between 00:00:00 and 00:00:05; it is '-00:00:01'.")]
    [InlineData(
        "Usage:CommitInterval", "00:00:05.001", "Usage__CommitInterval must be between 00:00:00 and 00:00:05; it is '00:00:05.0010000'.")]
    [InlineData("Usage:CommitInterval", "soon", "Usage__CommitInterval must be a time span such as 00:00:05; it is 'soon'.")]
    [InlineData(
        "Usage:DurableWait", "00:00:00.099", "Usage__DurableWait must be between 00:00:00.1000000 and 00:01:00; it is '00:00:00.0990000'.")]
    [InlineData("Usage:DurableWait", "00:01:01", "Usage__DurableWait must be between 00:00:00.1000000 and 00:01:00; it is '00:01:01'.")]
    [InlineData("Usage:Acknowledge", "Never", "Usage__Acknowledge must be Durable or Immediate; it is 'Never'.")]
    [InlineData(
        "Usage:FlushInterval", "00:00:00.099",
        "Usage__FlushInterval must be between 00:00:00.1000000 and 00:01:00; it is '00:00:00.0990000'.")]
    [InlineData(
        "Usage:FlushInterval", "00:01:00.001",
        "Usage__FlushInterval must be between 00:00:00.1000000 and 00:01:00; it is '00:01:00.0010000'.")]
    [InlineData("Usage:OnOutage", "Ignore", "Usage__OnOutage must be Degrade or Refuse; it is 'Ignore'.")]
    [InlineData("Usage:OnOutage", "7", "Usage__OnOutage must be Degrade or Refuse; it is '7'.")]
    [InlineData("Usage:MaxBufferedPings", "999", "Usage__MaxBufferedPings must be between 1000 and 10000000; it is '999'.")]
    [InlineData("Usage:MaxBufferedPings", "10000001", "Usage__MaxBufferedPings must be between 1000 and 10000000; it is '10000001'.")]
    [InlineData("Usage:MaxBufferedPings", "many", "Usage__MaxBufferedPings must be a whole number; it is 'many'.")]
    [InlineData("Usage:MaxBufferedPings", "", "Usage__MaxBufferedPings must be a whole number; it is ''.")]
    [InlineData("Usage:SpoolMaxMegabytes", "-1", "Usage__SpoolMaxMegabytes must be between 0 and 1000000; it is '-1'.")]
    [InlineData("Usage:SpoolMaxMegabytes", "1000001", "Usage__SpoolMaxMegabytes must be between 0 and 1000000; it is '1000001'.")]
    [InlineData("Usage:Linger", "-00:00:00.001", "Usage__Linger must be between 00:00:00 and 00:00:10; it is '-00:00:00.0010000'.")]
    [InlineData("Usage:Linger", "00:00:11", "Usage__Linger must be between 00:00:00 and 00:00:10; it is '00:00:11'.")]
    [InlineData("Usage:RetryWindow", "-00:00:01", "Usage__RetryWindow must be between 00:00:00 and 00:04:30; it is '-00:00:01'.")]
    [InlineData("Usage:RetryWindow", "00:04:31", "Usage__RetryWindow must be between 00:00:00 and 00:04:30; it is '00:04:31'.")]
    [InlineData(
        "Usage:CommitIntervall", "00:00:01",
        "Usage__CommitIntervall is not a setting; the settings are Usage__Acknowledge, Usage__CommitInterval, Usage__FlushInterval, Usage__DurableWait, Usage__OnOutage, "
        + "Usage__MaxBufferedPings, Usage__SpoolFolder, Usage__SpoolMaxMegabytes, Usage__Linger, Usage__RetryWindow.")]
    public void A_wrong_usage_setting_is_told_with_what_it_may_be(string key, string value, string sentence) =>
        Assert.Equal([sentence], Faults<UsageOptions>((key, value)));

    [Theory]
    [InlineData("Passwords:Iterations", "99999", "Passwords__Iterations must be between 100000 and 10000000; it is '99999'.")]
    [InlineData("Passwords:Iterations", "10000001", "Passwords__Iterations must be between 100000 and 10000000; it is '10000001'.")]
    [InlineData("Passwords:MaxConcurrentHashes", "0", "Passwords__MaxConcurrentHashes must be between 1 and 64; it is '0'.")]
    [InlineData("Passwords:MaxConcurrentHashes", "65", "Passwords__MaxConcurrentHashes must be between 1 and 64; it is '65'.")]
    [InlineData("Passwords:MaxWaitingHashes", "-1", "Passwords__MaxWaitingHashes must be between 0 and 1000; it is '-1'.")]
    [InlineData("Passwords:MaxWaitingHashes", "1001", "Passwords__MaxWaitingHashes must be between 0 and 1000; it is '1001'.")]
    [InlineData("Passwords:MaxWaitingHashes", "3000000000", "Passwords__MaxWaitingHashes must be a whole number; it is '3000000000'.")]
    public void An_invalid_password_setting_is_reported_with_the_allowed_values(string key, string value, string sentence) =>
        Assert.Equal([sentence], Faults<PasswordsOptions>((key, value)));

    [Theory]
    [InlineData("Mail:SmtpHost", "a mail server", "Mail__SmtpHost must be a host name or an address; it is 'a mail server'.")]
    [InlineData("Mail:SmtpPort", "0", "Mail__SmtpPort must be between 1 and 65535; it is '0'.")]
    [InlineData("Mail:SmtpPort", "65536", "Mail__SmtpPort must be between 1 and 65535; it is '65536'.")]
    [InlineData("Mail:SmtpPassword", null, "Mail__SmtpPassword is not set; Mail__SmtpUserName requires it.")]
    [InlineData("Mail:SmtpUserName", null, "Mail__SmtpUserName is not set; Mail__SmtpPassword requires it.")]
    [InlineData("Mail:UseTls", "false", "Mail__UseTls must be true with Mail__SmtpUserName; it is 'false'.")]
    [InlineData("Mail:UseTls", "perhaps", "Mail__UseTls must be true or false; it is 'perhaps'.")]
    [InlineData("Mail:From", null, "Mail__From is not set; Mail__SmtpHost and Mail__Folder require it.")]
    [InlineData(
        "Mail:From", "Accounts <a@b.example>",
        "Mail__From must be an e-mail address of at most 254 characters; it is 'Accounts <a@b.example>'.")]
    [InlineData("Mail:Folder", "mail", "Mail__SmtpHost and Mail__Folder are both set; set only one of them.")]
    [InlineData("Mail:Language", "de", "Mail__Language must be En or Nl; it is 'de'.")]
    public void An_invalid_mail_setting_is_reported_with_the_allowed_values_not_the_password(string key, string? value, string sentence)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Mail:SmtpHost"] = "mail.example",
            ["Mail:SmtpUserName"] = "accounts",
            ["Mail:SmtpPassword"] = "a secret",
            ["Mail:From"] = "accounts@example.com",
        };
        Assert.True(Options<MailOptions>([.. settings.Select(setting => (setting.Key, setting.Value))]).IsSetUp);

        settings[key] = value;
        Assert.Equal([sentence], Faults<MailOptions>([.. settings.Select(setting => (setting.Key, setting.Value))]));
    }

    [Fact]
    public void A_mail_folder_replaces_a_mail_server()
    {
        var mail = Options<MailOptions>(("Mail:Folder", ".data/mail"), ("Mail:From", "accounts@example.com"), ("Mail:Language", "nl"));
        Assert.Equal((true, MailLanguage.Nl), (mail.IsSetUp, mail.Language));
        Assert.False(Options<MailOptions>(("Mail:From", "accounts@example.com")).IsSetUp);
    }

    [Theory]
    [InlineData("RateLimits:Requests", "-1", "RateLimits__Requests must be between 0 and 1000000; it is '-1'.")]
    [InlineData("RateLimits:Requests", "1000001", "RateLimits__Requests must be between 0 and 1000000; it is '1000001'.")]
    [InlineData("RateLimits:Seconds", "0", "RateLimits__Seconds must be between 1 and 86400; it is '0'.")]
    [InlineData("RateLimits:Seconds", "86401", "RateLimits__Seconds must be between 1 and 86400; it is '86401'.")]
    [InlineData("RateLimits:VerifyStatus", "404", "RateLimits__VerifyStatus must be 401, 403 or 429; it is '404'.")]
    [InlineData("RateLimits:VerifyStatus", "forbidden", "RateLimits__VerifyStatus must be a whole number; it is 'forbidden'.")]
    [InlineData(
        "RateLimits:Burst", "7",
        "RateLimits__Burst is not a setting; the settings are RateLimits__Requests, RateLimits__Seconds, RateLimits__VerifyStatus.")]
    public void A_wrong_rate_limit_is_told_with_what_it_may_be(string key, string value, string sentence) =>
        Assert.Equal([sentence], Faults<RateLimitsOptions>((key, value)));

    [Theory]
    [InlineData("CustomServices:Requests", "-1", "CustomServices__Requests must be between 0 and 1000000; it is '-1'.")]
    [InlineData("CustomServices:Requests", "1000001", "CustomServices__Requests must be between 0 and 1000000; it is '1000001'.")]
    [InlineData("CustomServices:Seconds", "0", "CustomServices__Seconds must be between 1 and 86400; it is '0'.")]
    [InlineData("CustomServices:Seconds", "86401", "CustomServices__Seconds must be between 1 and 86400; it is '86401'.")]
    [InlineData("CustomServices:DailyQuota", "-1", "CustomServices__DailyQuota must be between 0 and 1000000000; it is '-1'.")]
    [InlineData("CustomServices:DailyQuota", "1000000001",
        "CustomServices__DailyQuota must be between 0 and 1000000000; it is '1000000001'.")]
    [InlineData("CustomServices:MaxConcurrentCalls", "-1", "CustomServices__MaxConcurrentCalls must be between 0 and 10000; it is '-1'.")]
    [InlineData("CustomServices:MaxConcurrentCalls", "10001",
        "CustomServices__MaxConcurrentCalls must be between 0 and 10000; it is '10001'.")]
    public void An_invalid_custom_service_limit_is_reported_with_the_allowed_values(string key, string value, string sentence) =>
        Assert.Equal([sentence], Faults<CustomServicesOptions>((key, value)));

    [Fact]
    public void Custom_services_default_to_100_calls_in_20_s_50000_a_day_and_10_at_once()
    {
        var services = Options<CustomServicesOptions>();
        Assert.Equal((100, 20, 50_000, 10), (services.Requests, services.Seconds, services.DailyQuota, services.MaxConcurrentCalls));
    }

    [Theory]
    [InlineData("0", "Accounts__Buckets must be between 1 and 4096; it is '0'.")]
    [InlineData("4097", "Accounts__Buckets must be between 1 and 4096; it is '4097'.")]
    public void An_invalid_number_of_buckets_is_reported_with_the_allowed_values(string value, string sentence) =>
        Assert.Equal([sentence], Faults<AccountsOptions>(("Accounts:Buckets", value)));

    [Theory]
    [InlineData("Overview:MaxRows", "-1", "Overview__MaxRows must be between 0 and 10000000; it is '-1'.")]
    [InlineData("Overview:MaxRows", "10000001", "Overview__MaxRows must be between 0 and 10000000; it is '10000001'.")]
    [InlineData("Overview:MaxScans", "0", "Overview__MaxScans must be between 1 and 100; it is '0'.")]
    [InlineData("Overview:MaxScans", "101", "Overview__MaxScans must be between 1 and 100; it is '101'.")]
    public void An_invalid_overview_setting_is_reported_with_the_allowed_values(string key, string value, string sentence) =>
        Assert.Equal([sentence], Faults<OverviewOptions>((key, value)));

    [Fact]
    public void An_invalid_time_is_reported_with_the_allowed_values() => Assert.Equal(
        ["LastUsed__TrackedSince must be a time such as 2026-01-31T00:00:00Z; it is 'yesterday'."],
        Faults<LastUsedOptions>(("LastUsed:TrackedSince", "yesterday")));

    [Theory]
    [InlineData("Secrets:Prefix", "x", "Secrets__Prefix must be 2 to 16 lower-case letters and digits; it is 'x'.")]
    [InlineData("Secrets:Prefix", "Live", "Secrets__Prefix must be 2 to 16 lower-case letters and digits; it is 'Live'.")]
    [InlineData(
        "Secrets:Prefix", "a2345678901234567", "Secrets__Prefix must be 2 to 16 lower-case letters and digits; it is 'a2345678901234567'.")]
    [InlineData("Secrets:Peppers:one", Known.Pepper2, "Secrets__Peppers__one must end in a whole number from 1; it ends in 'one'.")]
    [InlineData("Secrets:Peppers:0", Known.Pepper2, "Secrets__Peppers__0 must end in a whole number from 1; it ends in '0'.")]
    [InlineData("Secrets:Peppers:01", Known.Pepper2, "Secrets__Peppers__01 must end in a whole number from 1; it ends in '01'.")]
    [InlineData("Secrets:Peppers:2", "no key", "Secrets__Peppers__2 must be the base64 of at least 32 random bytes; it is not.")]
    [InlineData(
        "Secrets:Peppers:2", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==",
        "Secrets__Peppers__2 must be the base64 of at least 32 random bytes; it is not.")]
    public void A_wrong_secret_setting_is_told_with_what_it_may_be_and_never_a_key(string key, string value, string sentence)
    {
        var faults = Faults<SecretsOptions>(("Secrets:Peppers:1", Known.Pepper1), (key, value));
        Assert.Equal([sentence], faults);
        Assert.DoesNotContain(Known.Pepper2, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_app_does_not_start_without_a_pepper() => Assert.Equal(
        ["Secrets__Peppers__1 is not set; it must be the base64 of at least 32 random bytes."],
        Faults<SecretsOptions>(("Secrets:Peppers:1", null)));

    [Theory]
    [InlineData(
        "Tokens:SigningKeys:one", Known.Pepper2, "Tokens__SigningKeys__one must end in a whole number from 1; it ends in 'one'.")]
    [InlineData("Tokens:SigningKeys:2", "no key", "Tokens__SigningKeys__2 must be the base64 of at least 32 random bytes; it is not.")]
    [InlineData("Tokens:SigningKeys:1", null, "Tokens__SigningKeys__1 is not set; it must be the base64 of at least 32 random bytes.")]
    [InlineData("Tokens:AccessLifetime", "00:00:59", "Tokens__AccessLifetime must be between 00:01:00 and 1.00:00:00; it is '00:00:59'.")]
    [InlineData("Tokens:AccessLifetime", "1.00:00:01",
        "Tokens__AccessLifetime must be between 00:01:00 and 1.00:00:00; it is '1.00:00:01'.")]
    [InlineData("Tokens:SessionLifetime", "00:04:59",
        "Tokens__SessionLifetime must be between 00:05:00 and 365.00:00:00; it is '00:04:59'.")]
    [InlineData(
        "Tokens:SessionLifetime", "366.00:00:00",
        "Tokens__SessionLifetime must be between 00:05:00 and 365.00:00:00; it is '366.00:00:00'.")]
    [InlineData("Tokens:AllowConsole", "maybe", "Tokens__AllowConsole must be true or false; it is 'maybe'.")]
    public void An_invalid_token_setting_is_reported_with_the_allowed_values_not_the_key(string key, string? value, string sentence)
    {
        Assert.Equal([sentence], Faults<TokensOptions>((key, value)));
        Assert.DoesNotContain(Known.Pepper2, sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", Known.Password, "Bootstrap__AdminEmail must be an e-mail address of at most 254 characters; it is 'nobody'.")]
    [InlineData("root@demo.example", null, "Bootstrap__AdminPassword is not set; Bootstrap__AdminEmail requires it.")]
    [InlineData("root@demo.example", "short", "Bootstrap__AdminPassword is not allowed: The password must be 12 to 40 characters long.")]
    [InlineData(
        "root@demo.example", "My-root@demo.example-7",
        "Bootstrap__AdminPassword is not allowed: The password must not contain the user's name, e-mail address or id.")]
    public void A_first_administrator_that_cannot_be_is_told(string email, string? password, string sentence) =>
        Assert.Equal([sentence], Faults<BootstrapOptions>(("Bootstrap:AdminEmail", email), ("Bootstrap:AdminPassword", password)));

    [Fact]
    public void Every_invalid_setting_is_reported() => Assert.Equal(
        [
            "Passwords__Iterations must be between 100000 and 10000000; it is '1'.",
            "Passwords__MaxConcurrentHashes must be between 1 and 64; it is '0'.",
        ],
        Faults<PasswordsOptions>(("Passwords:Iterations", "1"), ("Passwords:MaxConcurrentHashes", "0")).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Faults<T>(params (string Key, string? Value)[] settings)
        where T : class => Assert.Throws<OptionsValidationException>(() => Options<T>(settings)).Failures;

    private static T Options<T>(params (string Key, string? Value)[] settings)
        where T : class
    {
        var all = settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        all.TryAdd("Secrets:Peppers:1", Known.Pepper1);
        all.TryAdd("Tokens:SigningKeys:1", Known.Pepper1);
        foreach (var absent in all.Where(setting => setting.Value is null).ToList()) all.Remove(absent.Key);
        using var provider = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(all).Build())
            .AddApiAccounts()
            .BuildServiceProvider();
        return provider.GetRequiredService<IOptions<T>>().Value;
    }
}
