using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Partners;

internal static class PartnerReads
{
    /// <summary>Returns the partner of an existing operator. The partner must exist.</summary>
    public static async Task<Versioned<Partner>> GetPartnerAsync(
        this IOperatorStore store, uint pid, CancellationToken cancellationToken) =>
        await store.FindPartnerAsync(pid, cancellationToken) ?? throw new InvalidOperationException($"Partner {pid} does not exist.");
}
