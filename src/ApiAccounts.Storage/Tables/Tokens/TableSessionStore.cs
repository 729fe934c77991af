using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Storage.Tables.Tokens;

/// <summary>Sessions in the table Tokens.</summary>
internal sealed class TableSessionStore(AccountTables tables) : ISessionStore
{
    public async Task<Versioned<Session>?> FindAsync(AccountId id, CancellationToken cancellationToken)
    {
        var found = await tables.Tokens.FindAsync(TokensKeys.Owner(id), TokensKeys.Session(id), SessionRow.Read, cancellationToken);
        return found is not null && found.Value.Id == id ? found : null;
    }

    public IAsyncEnumerable<Session> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        tables.Tokens.ListAsync(TokensKeys.Owner(operatorId), TokensKeys.Sessions, SessionRow.Read, cancellationToken)
            .Select(found => found.Value).Where(session => session.OperatorId == operatorId);

    public async Task AddAsync(Session session, CancellationToken cancellationToken)
    {
        if (!await tables.Tokens.TryAddAsync(SessionRow.Write(session), cancellationToken)
            && (await FindAsync(session.Id, cancellationToken))?.Value != session)
            throw new InvalidOperationException($"The session {session.Id} exists already.");
    }

    /// <remarks>False may mean that our own first attempt succeeded and its response was lost; a caller that reads the session again sees
    /// this.</remarks>
    public Task<bool> RotateAsync(Versioned<Session> rotated, CancellationToken cancellationToken) =>
        tables.Tokens.TryUpdateAsync(SessionRow.Write(rotated.Value), rotated.Version, TableUpdateMode.Replace, cancellationToken);

    public Task RecordUseAsync(AccountId id, DateTimeOffset time, CancellationToken cancellationToken) =>
        tables.Tokens.TryUpdateAsync(SessionRow.WriteUse(id, time), ETag.All.ToString(), TableUpdateMode.Merge, cancellationToken);

    public Task DeleteAsync(AccountId id, CancellationToken cancellationToken) =>
        tables.Tokens.DeleteEntityAsync(TokensKeys.Owner(id), TokensKeys.Session(id), ETag.All, cancellationToken);

    public Task<int> PurgeExpiredAsync(AccountId operatorId, DateTimeOffset time, CancellationToken cancellationToken) =>
        tables.Tokens.PurgeAsReadAsync(TokensKeys.ExpiredFilter(operatorId, time), cancellationToken);

    public Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        tables.Tokens.PurgeAsync(TokensKeys.Sessions.FilterIn(TokensKeys.Owner(operatorId), operatorId), cancellationToken);
}
