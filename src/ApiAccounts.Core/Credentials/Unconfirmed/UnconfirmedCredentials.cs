using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Credentials.Unconfirmed;

/// <summary>Finds the credentials with a <see cref="Ceiling"/> of operators.</summary>
public sealed class UnconfirmedCredentials(
    IOperatorStore operators, IApiUserStore apiUsers, ICustomServiceStore services, OperatorGrants grants)
{
    /// <summary>Finds those of one operator.</summary>
    /// <returns>Empty if the operator does not exist.</returns>
    public async Task<IReadOnlyList<UnconfirmedCredential>> OfOperatorAsync(AccountId id, CancellationToken cancellationToken)
    {
        if (await operators.FindCompleteAsync(id, cancellationToken) is not { Value: var holder }) return [];
        var found = await ConcatAsync(
            holder, apiUsers.ListOfOperatorAsync(id, cancellationToken), services.ListOfOperatorAsync(id, cancellationToken));
        return found.Count == 0 ? found : With(await grants.OfAsync(holder, cancellationToken), found);
    }

    /// <summary>Finds those of all operators of a partner, in the order of the operators' creation.</summary>
    public async Task<IReadOnlyList<UnconfirmedCredential>> OfPartnerAsync(uint pid, CancellationToken cancellationToken)
    {
        var partner = await operators.GetPartnerAsync(pid, cancellationToken);
        var ofApiUsers = await Task.WhenAll(partner.Value.Buckets.Select(async bucket =>
            await apiUsers.ListOfPartnerAsync(pid, bucket, cancellationToken)
                .Where(one => one.Ceiling is not null).ToListAsync(cancellationToken)));
        var ofServices = await Task.WhenAll(partner.Value.Buckets.Select(async bucket =>
            await services.ListOfPartnerAsync(pid, bucket, cancellationToken)
                .Where(one => one.Ceiling is not null).ToListAsync(cancellationToken)));
        var apiUsersOf = ofApiUsers.SelectMany(some => some).ToLookup(apiUser => apiUser.OperatorId);
        var servicesOf = ofServices.SelectMany(some => some).ToLookup(service => service.OperatorId);

        var all = new List<UnconfirmedCredential>();
        await foreach (var (holder, _) in operators.ListCompleteAsync(pid, cancellationToken))
        {
            var found = await ConcatAsync(holder, apiUsersOf[holder.Id].ToAsyncEnumerable(), servicesOf[holder.Id].ToAsyncEnumerable());
            if (found.Count > 0) all.AddRange(With(await grants.OfAsync(holder, cancellationToken), found));
        }
        return all;
    }

    private static List<UnconfirmedCredential> With(Grants grants, IReadOnlyList<UnconfirmedCredential> found) =>
        [.. found.Select(credential => credential with { IsStopped = Ceiling.IsExceeded(credential.Ceiling, grants) })];

    private static async Task<IReadOnlyList<UnconfirmedCredential>> ConcatAsync(
        Operator holder, IAsyncEnumerable<ApiUser> ofApiUsers, IAsyncEnumerable<CustomService> ofServices)
    {
        var found = new List<UnconfirmedCredential>();
        Add(holder.Id, holder.UserName, holder.PasswordCeiling);
        await foreach (var apiUser in ofApiUsers) Add(apiUser.Id, apiUser.UserName, apiUser.Ceiling);
        await foreach (var service in ofServices) Add(service.Id, service.Name, service.Ceiling);
        return found;

        void Add(AccountId id, string name, string? ceiling)
        {
            if (ceiling is not null) found.Add(new(id, holder.Id, holder.FullName, name, ceiling));
        }
    }
}
