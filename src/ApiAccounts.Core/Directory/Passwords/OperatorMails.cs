using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>What all mails to operators have in common.</summary>
internal static class OperatorMails
{
    /// <param name="endsAt">From when on it is of no use; the template's <c>endsAt</c>.</param>
    /// <param name="values">What the template leaves open beside <c>name</c>, <c>userName</c> and <c>endsAt</c>.</param>
    public static OutgoingMail MailTo(
        this EnqueueMail post,
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
            Language = LanguageOf(@operator) ?? post.DefaultLanguage,
            Recipient = @operator.Email,
            Values = all.ToImmutable(),
            CreatedAt = now,
            EndsAt = endsAt,
        };
    }

    /// <summary>That of the culture which a client of the Uptrends dialect gave it, as <c>nl-NL</c>.</summary>
    /// <returns>Null where it is not known.</returns>
    private static MailLanguage? LanguageOf(Operator @operator) =>
        UptrendsFields.Read(@operator.UptrendsFields).TryGetValue("CultureName", out var culture)
        && culture.ValueKind == JsonValueKind.String && culture.GetString()!.StartsWith("nl", StringComparison.OrdinalIgnoreCase)
            ? MailLanguage.Nl
            : null;
}
