using System.Diagnostics;
using System.Text.RegularExpressions;
using MimeKit;

namespace ApiAccounts.Tools.Demo.Steps;

/// <summary>The temporary password in the mail to a new operator, which the system wrote to a folder.</summary>
internal static partial class MailedPassword
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(30);

    /// <summary>Waits for the mail. From now on nobody may show the password.</summary>
    /// <exception cref="ToolException">No such mail came in time.</exception>
    public static async Task<string> ReadAsync(Stage stage, string folder, string email)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < AtMost)
        {
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [])
            {
                if (await ReadAsync(file, stage.CancellationToken) is not { } mail || PasswordIn(mail, email) is not { } password) continue;
                stage.Secrets.Add(password);
                stage.Print($"{Path.GetFileName(file)}: Subject: {mail.Subject}");
                return password;
            }
            await Task.Delay(250, stage.CancellationToken);
        }
        throw new ToolException($"After {AtMost.TotalSeconds} s there is no mail with a password to {email} in {folder}.");
    }

    /// <returns>Null when the mail is to somebody else or about something else, or when the password may not be all there.</returns>
    internal static string? PasswordIn(MimeMessage mail, string email) =>
        mail.To.Mailboxes.Any(mailbox => mailbox.Address == email) && Sentence.Match(mail.TextBody ?? "") is { Success: true } match
            ? match.Groups["password"].Value
            : null;

    /// <returns>Null while the file is being written.</returns>
    private static async Task<MimeMessage?> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await MimeMessage.LoadAsync(file, cancellationToken);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"Your first password is: (?<password>\S+)\s", RegexOptions.CultureInvariant)]
    private static partial Regex Sentence { get; }
}
