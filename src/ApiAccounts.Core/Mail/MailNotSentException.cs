namespace ApiAccounts.Core.Mail;

/// <summary>The mail server did not take a mail, and may take it later.</summary>
public sealed class MailNotSentException(string message, Exception? cause = null) : Exception(message, cause);
