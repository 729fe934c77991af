namespace ApiAccounts.Core.Mail;

/// <summary>The subject of a mail. <see cref="MailTexts"/> has its text.</summary>
public enum MailTemplate
{
    /// <summary>To a new operator, with its initial password.</summary>
    Welcome,

    /// <summary>To an operator whose password was reset, with the new password.</summary>
    PasswordReset,

    /// <summary>To an invited operator, with the link that accepts the invitation.</summary>
    Invitation,

    /// <summary>To an operator whose access expires soon.</summary>
    AccessExpires,

    /// <summary>To the owner of an API user that expires soon.</summary>
    ApiUserExpires,

    /// <summary>To an operator that gained rights: which of its credentials stop until an administrator confirms them.</summary>
    CredentialsStopped,

    /// <summary>To an unconfirmed address, with the link that confirms it.</summary>
    EmailConfirmation,

    /// <summary>To the previous address of an operator whose e-mail address has changed.</summary>
    EmailChanged,

    /// <summary>To an operator that forgot its password, with the link that replaces it.</summary>
    PasswordLink,

    /// <summary>To an operator whose user name is the e-mail address of somebody else, who proved it: its new user name.</summary>
    UserNameYielded,
}
