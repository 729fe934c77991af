using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ApiAccounts.Core.Mail;

/// <summary>
/// Encrypts the values of mails. The other stored properties, including the recipient, are authenticated data. Nobody can obtain a
/// password by moving it to another mail or recipient.
/// </summary>
public sealed class MailEncryption(IOptions<SecretsOptions> options)
{
    private readonly PepperEncryption encryption = new(options.Value, "ApiAccounts mail"u8.ToArray());

    public EncryptedMail Encrypt(OutgoingMail mail)
    {
        var values = CompactJson.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (var (name, value) in mail.Values) writer.WriteString(name, value);
            writer.WriteEndObject();
        });
        var encrypted = new EncryptedMail
        {
            Id = mail.Id,
            OperatorId = mail.OperatorId,
            Template = mail.Template,
            Language = mail.Language,
            Recipient = mail.Recipient,
            KeyId = encryption.KeyId,
            Body = default,
            CreatedAt = mail.CreatedAt,
            EndsAt = mail.EndsAt,
        };
        return encrypted with { Body = encryption.Encrypt(values, Authenticated(encrypted)) };
    }

    /// <exception cref="CryptographicException">The mail was altered, or its key is not set, perhaps only on this instance.</exception>
    public OutgoingMail Decrypt(EncryptedMail mail)
    {
        var values = encryption.Decrypt($"Mail {mail.Id}", mail.KeyId, mail.Body.Span, Authenticated(mail));
        return new()
        {
            Id = mail.Id,
            OperatorId = mail.OperatorId,
            Template = mail.Template,
            Language = mail.Language,
            Recipient = mail.Recipient,
            Values = JsonElement.Parse(values).EnumerateObject()
                .ToImmutableSortedDictionary(value => value.Name, value => value.Value.GetString()!),
            CreatedAt = mail.CreatedAt,
            EndsAt = mail.EndsAt,
        };
    }

    /// <summary>Encodes all stored properties but the body, each with its length, so that no two mails share an encoding.</summary>
    private static byte[] Authenticated(EncryptedMail mail)
    {
        string[] parts =
        [
            mail.Id, mail.OperatorId.ToString(), mail.Template.ToString(), mail.Language.ToString(), mail.Recipient, mail.KeyId,
            UtcTime.Text(mail.CreatedAt), UtcTime.Text(mail.EndsAt),
        ];
        return Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => $"{part.Length}:{part}")));
    }
}
