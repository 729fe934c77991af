using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Directory.Partners;

/// <summary>
/// Makes the first partner and its administrator when there is none. It may be stopped anywhere and may run on several instances at
/// once: the next run, or the other instance, takes the steps that are left.
/// </summary>
public sealed class BootstrapFirstPartner(IOperatorStore store, CreateOperator create, IOptions<BootstrapOptions> options)
{
    internal const string FirstName = "First";
    internal const string LastName = "Administrator";

    private const uint Pid = 1;

    /// <returns>The administrator that was made; null when there was one already, or the settings name none.</returns>
    public async Task<Result<Operator?>> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (options.Value.AdminEmail is not { } email) return default(Operator);
        var partner = await FindOrAddPartnerAsync(cancellationToken);
        if (partner.Administrators > 0) return default(Operator);

        if (partner.LastUserId > 0 && await store.FindAsync(Pid, partner.LastUserId, cancellationToken) is { } begun)
            return Made(await create.CompleteAsync(begun.Value, caller: null, cancellationToken));
        var administrator = new NewOperator(email, email, options.Value.AdminPassword)
        {
            FirstName = FirstName,
            LastName = LastName,
            IsAdministrator = true,
        };
        var made = await create.ExecuteAsync(Pid, administrator, caller: null, cancellationToken);
        if (made.Error == CreateOperator.UserNameTaken && await FindOwnerAsync(email, cancellationToken) is { } owner)
            return Made(await create.CompleteAsync(owner, caller: null, cancellationToken));
        return Made(made);
    }

    /// <summary>The operator of this partner whose user name it is: another instance's, or of a run that was stopped.</summary>
    private async Task<Operator?> FindOwnerAsync(string userName, CancellationToken cancellationToken)
    {
        var holder = await store.FindHolderAsync(LoginName.KeyOf(LoginName.Normalise(userName)!), cancellationToken);
        return holder is { Value.Id.Pid: Pid } ? holder.Value : null;
    }

    private async Task<Partner> FindOrAddPartnerAsync(CancellationToken cancellationToken)
    {
        if (await store.FindPartnerAsync(Pid, cancellationToken) is { } found) return found.Value;
        var partner = new Partner(Pid, options.Value.PartnerName, Buckets: [], Administrators: 0, LastUserId: 0);
        await store.AddPartnerAsync(partner, cancellationToken);
        return (await store.FindPartnerAsync(Pid, cancellationToken))!.Value;
    }

    private static Result<Operator?> Made(Result<Operator> result) => result.TryGet(out var made, out var error) ? made : error;
}
