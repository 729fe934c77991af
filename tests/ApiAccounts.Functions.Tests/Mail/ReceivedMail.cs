using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ApiAccounts.Functions.Tests.Mail;

/// <summary>A mail as the server got it, parsed.</summary>
/// <param name="IsSecure">Whether the connection was encrypted.</param>
/// <param name="User">Who had signed in.</param>
/// <param name="From">Of the envelope.</param>
/// <param name="To">Of the envelope.</param>
/// <param name="Headers">By their names in lower case: whole lines, as they came.</param>
/// <param name="ShownTo">Of the header, decoded.</param>
internal sealed partial record ReceivedMail(
    bool IsSecure,
    string? User,
    string From,
    IReadOnlyList<string> To,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyList<MailboxName> ShownTo,
    string Subject,
    string MessageId,
    string Text,
    string? Html)
{
    /// <summary>The one that the text tells.</summary>
    public string Password =>
        Form().Match(Text) is { Success: true } match
            ? match.Value
            : throw new InvalidOperationException($"There is no password in:\n{Text}");

    /// <summary>What follows the <c>#</c> of the link in the text.</summary>
    public string Token => Link().Match(Text) is { Success: true } match
        ? match.Groups["token"].Value
        : throw new InvalidOperationException($"There is no link in:\n{Text}");

    [GeneratedRegex(@"https?://\S+#(?<token>\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("[0-9A-Za-z]{5}(-[0-9A-Za-z]{5}){3}")]
    private static partial Regex Form();
}

internal sealed record MailboxName(string Address, string Name);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ReceivedMail))]
internal sealed partial class ReceivedMailJson : JsonSerializerContext;
