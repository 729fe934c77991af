using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Partners;

/// <summary>
/// Creates the first partner and its administrator if there is none. It may be interrupted at any point and may run on several
/// instances at once: the next run, or the other instance, completes the remaining steps.
/// </summary>
public sealed class BootstrapFirstPartner(
    IOperatorStore store, CreateOperator create, ReserveNames names, IOptions<BootstrapOptions> options)
{
    internal const string FirstName = "First";
    internal const string LastName = "Administrator";

    private const uint Pid = 1;

    /// <returns>The created administrator; null if there was one already, or the settings name none.</returns>
    public async Task<Result<Operator?>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (options.Value.AdminEmail is not { } email) return default(Operator);
        var partner = await FindOrAddPartnerAsync(cancellationToken);
        if (partner.Administrators > 0) return default(Operator);

        if (partner.LastUserId > 0 && await store.FindAsync(Pid, partner.LastUserId, cancellationToken) is { } incomplete)
            return Optional(await create.CompleteAsync(incomplete.Value, caller: null, cancellationToken));
        var administrator = new NewOperator(email, email, options.Value.AdminPassword)
        {
            FirstName = FirstName,
            LastName = LastName,
            IsAdministrator = true,
        };
        var created = await create.ExecuteAsync(Pid, administrator, caller: null, cancellationToken);
        if (created.Error == ReserveNames.Taken
            && await names.FindAsync(Pid, LoginName.KeyOf(LoginName.Normalise(email)!), cancellationToken) is { } owner)
            return Optional(await create.CompleteAsync(owner, caller: null, cancellationToken));
        return Optional(created);
    }

    private async Task<Partner> FindOrAddPartnerAsync(CancellationToken cancellationToken)
    {
        if (await store.FindPartnerAsync(Pid, cancellationToken) is { } found) return found.Value;
        var partner = new Partner(Pid, options.Value.PartnerName, Buckets: [], Administrators: 0, LastUserId: 0);
        await store.AddPartnerAsync(partner, cancellationToken);
        return (await store.FindPartnerAsync(Pid, cancellationToken))!.Value;
    }

    private static Result<Operator?> Optional(Result<Operator> result) => result.TryGet(out var created, out var error) ? created : error;
}
