using ApiAccounts.Tools.Demo.Wire;

namespace ApiAccounts.Tools.Demo;

/// <summary>The system that the story is played against.</summary>
/// <param name="Storage">Null where its storage is not on this machine.</param>
/// <param name="MailFolder">Where it writes its mails; null where they cannot be read from here.</param>
/// <param name="ClockSkew">By how much its clock may differ from the one of this machine.</param>
internal sealed record PlayedSystem(Credentials Administrator, StorageSearch? Storage, string? MailFolder, TimeSpan ClockSkew);
