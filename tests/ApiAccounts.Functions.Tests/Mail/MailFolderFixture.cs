using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Mail;

/// <summary>A running app whose mails are files.</summary>
public sealed class MailFolderFixture() : AppFixture(
    ("Mail__Folder", Path.Combine(AppContext.BaseDirectory, "mail", "of-shared-app")), ("Mail__From", "accounts@saas.example"),
    ("Mail__MaxPerHour", "1000"), ("Mail__MaxPerDay", "1000"));
