using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Housekeeping;

/// <summary>The orphans that were found.</summary>
/// <param name="Holders">Deleted operators whose API users and custom services are enqueued for deletion.</param>
/// <param name="Incomplete">Operators left incomplete by a crash and now deleted.</param>
public readonly record struct Orphans(int Holders, int Incomplete);

/// <summary>
/// Searches the partners that have API users or custom services for orphans: accounts added while their operator was being deleted,
/// and operators left incomplete by a crash. Orphans do not work and are not displayed; they only take space. Concurrent runs are safe.
/// </summary>
public sealed class PurgeOrphans(
    IApiUserStore apiUsers,
    IOperatorStore operators,
    IDeletedOperators deletedOperators,
    TimeProvider clock,
    IOptions<AccountsOptions> accounts)
{
    /// <summary>A creation that takes longer has crashed.</summary>
    private static readonly TimeSpan LongestCreation = TimeSpan.FromHours(1);

    public async Task<Orphans> ExecuteAsync(CancellationToken cancellationToken)
    {
        var found = new Orphans();
        var seen = new HashSet<uint>();
        for (var bucket = 0; bucket < accounts.Value.Buckets; bucket++)
        {
            // Before the operators, because the owner of an API user exists before it.
            var holders = await apiUsers.ListHoldersAsync(bucket, cancellationToken).ToListAsync(cancellationToken);
            foreach (var ofPartner in holders.GroupBy(holder => holder.Pid))
            {
                var existing = await operators.ListAsync(ofPartner.Key, cancellationToken).ToListAsync(cancellationToken);
                var deleted = ofPartner.Except(existing.Select(of => of.Value.Id)).ToList();
                foreach (var holder in deleted) await deletedOperators.SendAsync(holder, cancellationToken);
                var incomplete = seen.Add(ofPartner.Key) ? await DeleteIncompleteAsync(existing, cancellationToken) : 0;
                found = new(found.Holders + deleted.Count, found.Incomplete + incomplete);
            }
        }
        return found;
    }

    private async Task<int> DeleteIncompleteAsync(IEnumerable<Versioned<Operator>> existing, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var pending in existing.Where(of => of.Value.Status == OperatorStatus.Pending))
        {
            if (pending.Value.CreatedAt >= clock.GetUtcNow() - LongestCreation) continue;
            await operators.RemovePendingAsync(pending, cancellationToken);
            deleted++;
        }
        return deleted;
    }
}
