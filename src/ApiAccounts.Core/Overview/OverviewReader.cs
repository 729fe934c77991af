using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Overview;

/// <summary>Reads the content of overviews.</summary>
internal sealed class OverviewReader(
    IOverviewStore store, IApiUserStore apiUsers, IOperatorStore operators, TimeProvider clock, DateTimeOffset trackedSince)
{
    /// <summary>Reads all of a partner.</summary>
    public async Task<OverviewSnapshot> ReadAsync(uint pid, CancellationToken cancellationToken)
    {
        var asOf = clock.GetUtcNow();
        var finding = operators.GetPartnerAsync(pid, cancellationToken);
        var listing = operators.ListCompleteAsync(pid, cancellationToken)
            .ToDictionaryAsync(found => found.Value.Id, found => OverviewOf(found.Value), cancellationToken: cancellationToken);
        var partner = await finding;
        var existing = await listing;
        var rows = await store.ReadAsync(new(partner.Value, existing, asOf, trackedSince), cancellationToken);
        return OverviewSnapshot.Of(asOf, existing, rows);
    }

    /// <summary>Returns the snapshot after rereading some API users and operators.</summary>
    public async Task<OverviewSnapshot> ReadAsync(
        OverviewSnapshot known, IReadOnlyCollection<AccountId> changed, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var found = await Task.WhenAll(changed.Where(id => id.Kind == AccountKind.ApiUser).Select(async id =>
            (Id: id, ApiUser: await apiUsers.FindAsync(id, cancellationToken))));

        // An unknown operator was created since.
        var unknown = found.Select(row => row.ApiUser?.OperatorId).OfType<AccountId>().Where(id => known.Operator(id) is null);
        var read = await Task.WhenAll(changed.Where(id => id.Kind == AccountKind.Operator).Concat(unknown).Distinct().Select(async id =>
            (Id: id, Operator: await FindOperatorAsync(known, id, cancellationToken))));

        var operatorChanges = read.Where(entry => entry.Operator != known.Operator(entry.Id))
            .ToDictionary(entry => entry.Id, entry => entry.Operator);
        return known.With(
            operatorChanges,
            found.ToDictionary(row => row.Id, row => row.ApiUser is { } apiUser && HolderOf(apiUser) is { } holder
                ? OverviewRow.Of(apiUser, holder, now, trackedSince)
                : null));

        OverviewOperator? HolderOf(ApiUser apiUser) =>
            operatorChanges.TryGetValue(apiUser.OperatorId, out var holder) ? holder : known.Operator(apiUser.OperatorId);
    }

    private async Task<OverviewOperator?> FindOperatorAsync(OverviewSnapshot known, AccountId id, CancellationToken cancellationToken)
    {
        if (await operators.FindCompleteAsync(id, cancellationToken) is not { } found) return null;
        var current = OverviewOf(found.Value);
        return known.Operator(id) is { } before && before == current ? before : current;
    }

    private static OverviewOperator OverviewOf(Operator @operator) => new(@operator.Id, @operator.FullName);
}
