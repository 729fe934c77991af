namespace ApiAccounts.Core.Mail;

/// <summary>The mail server did not accept a mail, but may accept it later.</summary>
public sealed class MailNotSentException(string message, Exception? cause = null) : Exception(message, cause);
