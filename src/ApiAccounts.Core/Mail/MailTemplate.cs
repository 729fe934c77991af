namespace ApiAccounts.Core.Mail;

/// <summary>What a mail is about; its words are in <see cref="MailTexts"/>.</summary>
public enum MailTemplate
{
    /// <summary>To a new operator, with its first password.</summary>
    Welcome,

    /// <summary>To one whose password was reset, with the new one.</summary>
    PasswordReset,

    /// <summary>To one that is invited, with a link to accept that with.</summary>
    Invitation,

    /// <summary>To one whose access ends soon.</summary>
    AccessExpires,

    /// <summary>To one that holds an API user which ends soon.</summary>
    ApiUserExpires,
}
