using ApiAccounts.Functions.Tests.Console;
using ApiAccounts.Functions.Tests.Mail;
using ApiAccounts.Functions.Tests.Rights;

namespace ApiAccounts.Functions.Tests.Running;

// Starting an app and warming it up costs more than most tests. Classes that need the same settings are therefore a collection with one
// app: they run one after the other, in no particular order, beside the other collections. A test that counts what a partner has, makes a
// partner of its own; one that needs an empty installation starts an app of its own.

[CollectionDefinition]
public sealed class UptrendsApp : ICollectionFixture<AppFixture>;

[CollectionDefinition]
public sealed class AudienceManagerApp : ICollectionFixture<AppFixture>;

[CollectionDefinition]
public sealed class MarketoApp : ICollectionFixture<AppFixture>;

[CollectionDefinition]
public sealed class NativeApp : ICollectionFixture<AppFixture>;

[CollectionDefinition]
public sealed class OAuthApp : ICollectionFixture<AppFixture>;

/// <summary>With every kind of caller.</summary>
[CollectionDefinition]
public sealed class RightsApp : ICollectionFixture<RightsFixture>;

/// <summary>With a mail server.</summary>
[CollectionDefinition]
public sealed class MailServerApp : ICollectionFixture<MailFixture>;

/// <summary>With a folder for its mails.</summary>
[CollectionDefinition]
public sealed class MailFolderApp : ICollectionFixture<MailFolderFixture>;

/// <summary>With a clock that can be stepped, behind a proxy that ends TLS.</summary>
[CollectionDefinition]
public sealed class ConsoleApp : ICollectionFixture<ConsoleFixture>;

/// <summary>Two of them, on one storage account.</summary>
[CollectionDefinition]
public sealed class TwoInstances : ICollectionFixture<TwoApps>;

/// <summary>With the console that is shipped, in place of the fake one.</summary>
[CollectionDefinition]
public sealed class BrowserApp : ICollectionFixture<BuiltConsoleFixture>;

public sealed class BuiltConsoleFixture() : AppFixture(("Http__ConsoleFolder", null));
