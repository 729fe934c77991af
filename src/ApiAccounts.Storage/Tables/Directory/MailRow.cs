using ApiAccounts.Core.Mail;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>
/// Accounts, <c>{pid}</c> / <c>mail|{id}</c>: in the partition of the recipient, so that one transaction writes the operator and the mail.
/// </summary>
internal static class MailRow
{
    public const string Id = "Id";
    public const string OperatorId = "OperatorId";
    public const string Template = "Template";
    public const string Language = "Language";
    public const string Recipient = "Recipient";
    public const string KeyId = "KeyId";
    public const string Body = "Body";
    public const string CreatedAt = "CreatedAt";
    public const string EndsAt = "EndsAt";

    public static TableEntity Write(EncryptedMail mail) => new(AccountsKeys.Directory(mail.OperatorId.Pid), AccountsKeys.Mail(mail.Id))
    {
        [Row.Shape] = Row.CurrentShape,
        [Id] = mail.Id,
        [OperatorId] = mail.OperatorId.ToString(),
        [Template] = mail.Template.ToString(),
        [Language] = mail.Language.ToString(),
        [Recipient] = mail.Recipient,
        [KeyId] = mail.KeyId,
        [Body] = mail.Body.ToArray(),
        [CreatedAt] = mail.CreatedAt,
        [EndsAt] = mail.EndsAt,
    };

    /// <summary>Adds a mail in a transaction, if there is one.</summary>
    public static IEnumerable<TableTransactionAction> Adding(EncryptedMail? mail) =>
        mail is null ? [] : [new(TableTransactionActionType.Add, Write(mail))];

    public static EncryptedMail Read(TableEntity row) => new()
    {
        Id = row.Text(Id),
        OperatorId = row.Id(OperatorId),
        Template = row.Enum<MailTemplate>(Template),
        Language = row.Enum<MailLanguage>(Language),
        Recipient = row.Text(Recipient),
        KeyId = row.Text(KeyId),
        Body = row.GetBinary(Body) ?? [],
        CreatedAt = row.Time(CreatedAt),
        EndsAt = row.Time(EndsAt),
    };
}
