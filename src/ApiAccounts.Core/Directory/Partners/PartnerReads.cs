using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.Partners;

internal static class PartnerReads
{
    /// <summary>The partner of somebody who is there, which therefore has to be there too.</summary>
    public static async Task<Versioned<Partner>> GetPartnerAsync(this IOperatorStore store, uint pid, CancellationToken cancellationToken) =>
        await store.FindPartnerAsync(pid, cancellationToken) ?? throw new InvalidOperationException($"There is no partner {pid}.");
}
