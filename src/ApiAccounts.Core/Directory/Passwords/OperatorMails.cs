using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>The common part of all mails to operators.</summary>
internal static class OperatorMails
{
    /// <param name="endsAt">When the mail stops being of use; the template's <c>endsAt</c>.</param>
    /// <param name="values">The template's values other than <c>name</c>, <c>userName</c> and <c>endsAt</c>.</param>
    public static OutgoingMail MailTo(
        this EnqueueMail enqueue,
        Operator @operator,
        MailTemplate template,
        DateTimeOffset now,
        DateTimeOffset endsAt,
        params ReadOnlySpan<(string Name, string Value)> values)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        all["name"] = @operator.FullName is { Length: > 0 } name ? name : @operator.UserName;
        all["userName"] = @operator.UserName;
        all["endsAt"] = endsAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        foreach (var (valueName, value) in values) all[valueName] = value;
        return new()
        {
            Id = EnqueueMail.NewId(),
            OperatorId = @operator.Id,
            Template = template,
            Language = LanguageOf(@operator) ?? enqueue.DefaultLanguage,
            Recipient = @operator.Email,
            Values = all.ToImmutable(),
            CreatedAt = now,
            EndsAt = endsAt,
        };
    }

    /// <summary>Returns the language of the culture that a client of the Uptrends dialect set, such as <c>nl-NL</c>.</summary>
    /// <returns>Null if it is unknown.</returns>
    private static MailLanguage? LanguageOf(Operator @operator) =>
        UptrendsFields.Read(@operator.UptrendsFields).TryGetValue("CultureName", out var culture)
        && culture.ValueKind == JsonValueKind.String && culture.GetString()!.StartsWith("nl", StringComparison.OrdinalIgnoreCase)
            ? MailLanguage.Nl
            : null;
}
