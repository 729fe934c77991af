using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ApiAccounts.Tools.Demo.Steps;

/// <summary>The temporary password in the mail to a new operator, which the system wrote to a folder.</summary>
internal static partial class MailedPassword
{
    private const string Before = "Your first password is: ";
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
                var mail = await File.ReadAllTextAsync(file, stage.CancellationToken);
                if (!mail.Contains(email, StringComparison.Ordinal) || In(mail) is not { } password) continue;
                stage.Secrets.Add(password);
                stage.Print($"{Path.GetFileName(file)}: {Subject.Match(mail)}");
                return password;
            }
            await Task.Delay(250, stage.CancellationToken);
        }
        throw new ToolException($"After {AtMost.TotalSeconds} s there is no mail with a password to {email} in {folder}.");
    }

    /// <returns>Null while the mail is not whole.</returns>
    private static string? In(string mail)
    {
        var text = Unquoted(mail);
        return text.IndexOf(Before, StringComparison.Ordinal) is >= 0 and var found && text.IndexOf('\r', found) is >= 0 and var end
            ? text[(found + Before.Length)..end]
            : null;
    }

    /// <summary>Quoted-printable (RFC 2045), of text in ASCII.</summary>
    private static string Unquoted(string mail) => Escape.Replace(
        mail.Replace("=\r\n", "", StringComparison.Ordinal),
        match => ((char)int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex("=([0-9A-F]{2})", RegexOptions.CultureInvariant)]
    private static partial Regex Escape { get; }

    [GeneratedRegex(@"^Subject:[^\r\n]*", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Subject { get; }
}
