namespace ApiAccounts.Core.Directory.Links;

/// <summary>What is stored of a link that was mailed to an operator. It works once: its use, or another link, replaces it.</summary>
/// <param name="Hash">The hash of its token's secret, from <see cref="SecretHasher"/>.</param>
/// <param name="EndsAt">The first instant at which it does not work.</param>
public sealed record MailedLink(string Hash, DateTimeOffset EndsAt);
