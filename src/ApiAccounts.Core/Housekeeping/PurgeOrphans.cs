using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Kernel;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Housekeeping;

/// <summary>What was found without anybody that it belongs to.</summary>
/// <param name="Holders">Operators that are gone, and whose API users and custom services are to be removed.</param>
/// <param name="Incomplete">Operators whose making died, removed: nobody was told that they are there.</param>
public readonly record struct Orphans(int Holders, int Incomplete);

/// <summary>
/// Looks through the partners that have API users or custom services for what nobody owns: those added while their operator was being deleted, and operators
/// whose maker died. Nothing of it works or is shown; it takes room. Doing it twice at once does no harm.
/// </summary>
public sealed class PurgeOrphans(
    IApiUserStore apiUsers, IOperatorStore operators, IDeletedOperators ended, TimeProvider clock, IOptions<AccountsOptions> accounts)
{
    /// <summary>Whoever makes an operator has made it by then, or never will.</summary>
    private static readonly TimeSpan LongestCreation = TimeSpan.FromHours(1);

    public async Task<Orphans> ExecuteAsync(CancellationToken cancellationToken)
    {
        var found = new Orphans();
        var seen = new HashSet<uint>();
        for (var bucket = 0; bucket < accounts.Value.Buckets; bucket++)
        {
            // Before the operators: whoever holds an API user was there before it.
            var holders = await apiUsers.ListHoldersAsync(bucket, cancellationToken).ToListAsync(cancellationToken);
            foreach (var ofPartner in holders.GroupBy(holder => holder.Pid))
            {
                var there = await operators.ListAsync(ofPartner.Key, cancellationToken).ToListAsync(cancellationToken);
                var gone = ofPartner.Except(there.Select(of => of.Value.Id)).ToList();
                foreach (var holder in gone) await ended.SendAsync(holder, cancellationToken);
                var incomplete = seen.Add(ofPartner.Key) ? await RemoveIncompleteAsync(there, cancellationToken) : 0;
                found = new(found.Holders + gone.Count, found.Incomplete + incomplete);
            }
        }
        return found;
    }

    private async Task<int> RemoveIncompleteAsync(IEnumerable<Versioned<Operator>> there, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var pending in there.Where(of => of.Value.Status == OperatorStatus.Pending && of.Value.CreatedAt < clock.GetUtcNow() - LongestCreation))
        {
            await operators.RemovePendingAsync(pending, cancellationToken);
            removed++;
        }
        return removed;
    }
}
