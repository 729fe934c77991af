namespace ApiAccounts.Core.Directory.Links;

/// <summary>Creates and verifies mailed links. A person who opens one proves that it reads the operator's mail.</summary>
public sealed class MailedLinks(SecretHasher secrets, TimeProvider clock)
{
    /// <param name="purpose">See <see cref="LinkToken.New"/>.</param>
    /// <returns>The token to mail, and what to store of it in the transaction of the mail.</returns>
    internal (LinkToken Token, MailedLink Stored) New(AccountId operatorId, string purpose, TimeSpan lifetime)
    {
        var token = LinkToken.New(operatorId, purpose);
        return (token, new(secrets.Hash(token.Secret), clock.GetUtcNow() + lifetime));
    }

    /// <summary>Whether a token is that of a link that still works. Always compares with a hash, even if there is no link.</summary>
    internal bool Match(LinkToken token, MailedLink? stored)
    {
        var hash = stored is null ? null : secrets.Read(stored.Hash);
        return secrets.Match(token.Secret, hash, previous: null) == SecretMatch.Current
            && stored is not null && clock.GetUtcNow() < stored.EndsAt;
    }
}
