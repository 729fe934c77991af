using System.Security.Cryptography;

namespace ApiAccounts.Tools.Dev.Up;

/// <summary>What <c>up</c> settles in <c>local.settings.json</c>. Secrets are created once; what a person chose stays.</summary>
internal static class UpSettings
{
    private const string InvitationPage = "Invitations__Page";
    private const string MailFolder = "Mail__Folder";
    private const string MailServer = "Mail__SmtpHost";
    private const string LocalAddress = "http://127.0.0.1:";
    private static readonly string[] Keys = ["Secrets__Peppers__", "Tokens__SigningKeys__"];

    /// <param name="hasAccounts">
    /// Whether the data folder has an administrator already. The app creates one only where there is none, so the one of the settings
    /// stays, whatever the options say.
    /// </param>
    /// <exception cref="ToolException">
    /// The keys of the accounts are gone, or the password of the administrator that the file has is too weak.
    /// </exception>
    public static void Settle(LocalSettings settings, UpOptions options, bool hasAccounts)
    {
        if (hasAccounts && Keys.FirstOrDefault(prefix => !settings.HasAny(prefix)) is { } missing)
        {
            throw new ToolException(
                $"{options.Data} holds accounts whose secrets need the {missing}… of their {LocalSettings.FileName}, and it has none: "
                + "put that file back, choose another folder with --data, or remove this one.");
        }
        settings.Add("FUNCTIONS_WORKER_RUNTIME", "dotnet-isolated");
        settings.Add("AzureWebJobsDisableHomepage", "true"); // the console is at /
        settings["AzureWebJobsStorage"] = LocalStorage.ConnectionString(options);
        settings["AccountsStorage"] = LocalStorage.ConnectionString(options);
        foreach (var prefix in Keys.Where(prefix => !settings.HasAny(prefix)))
            settings[prefix + "1"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

        settings.Add("Bootstrap__PartnerName", "Demo");
        if (settings[MailServer] is null)
        {
            settings[MailFolder] = Path.Combine(options.Data, "mail");
            settings.Add("Mail__From", "accounts@demo.example");
        }
        if (settings[InvitationPage]?.StartsWith(LocalAddress, StringComparison.Ordinal) != false) // the port may be another than last time
            settings[InvitationPage] = $"{options.Url}/invitation";
        var (email, password) = hasAccounts ? (null, null) : (options.AdminEmail, options.AdminPassword);
        settings[LocalSettings.AdminEmailName] = email ?? settings.AdminEmail ?? options.AdminEmail ?? "admin@demo.example";
        settings[LocalSettings.AdminPasswordName] = password ?? settings.AdminPassword ?? options.AdminPassword ?? Password.Generate();
        settings.Port = options.Port;
        if (!Password.IsAcceptable(settings.AdminPassword!))
            throw new ToolException($"{LocalSettings.AdminPasswordName} in {LocalSettings.FileName} is too weak: {Password.Rule}.");
    }

    /// <summary>The folder that mails are written to, or the mail server that takes them.</summary>
    public static string? MailsGo(LocalSettings settings) => settings.MailFolder ?? settings[MailServer];
}
