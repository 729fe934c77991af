using ApiAccounts.Core;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Operators;
using ApiAccounts.Core.Partners;

namespace ApiAccounts.Storage.InMemory;

/// <summary>Partners, operators and user names in memory.</summary>
internal sealed class InMemoryOperatorStore : IOperatorStore
{
    private readonly Lock gate = new();
    private readonly VersionedRows<uint, Partner> partners = new();
    private readonly VersionedRows<(uint Pid, uint UserId), Operator> operators = new();
    private readonly VersionedRows<string, Login> logins = new();

    public Task<Stored<Partner>?> FindPartnerAsync(uint pid, CancellationToken cancellationToken) => Do(() => partners.Find(pid));

    public Task<Stored<Operator>?> FindAsync(uint pid, uint userId, CancellationToken cancellationToken) => Do(() => operators.Find((pid, userId)));

    public IAsyncEnumerable<Stored<Operator>> ListAsync(uint pid, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return operators.Rows.Where(row => row.Value.Id.Pid == pid).OrderBy(row => row.Value.Id.UserId).ToList().ToAsyncEnumerable();
        }
    }

    public Task<Stored<Login>?> FindLoginAsync(string loginKey, CancellationToken cancellationToken) => Do(() => logins.Find(loginKey));

    public Task<bool> AddPartnerAsync(Partner partner, CancellationToken cancellationToken) => Do(() => partners.TryAdd(partner.Pid, partner));

    public Task<bool> AddPendingAsync(Stored<Partner> partner, Operator pending, CancellationToken cancellationToken) => Do(() =>
        partners.IsCurrent(partner.Value.Pid, partner.Version)
        && operators.TryAdd(KeyOf(pending), pending)
        && partners.TryReplace(partner.Value.Pid, partner.Value, partner.Version));

    public Task<bool> ClaimLoginAsync(string loginKey, Login login, Stored<Login>? replaced, CancellationToken cancellationToken) => Do(() =>
        replaced is null ? logins.TryAdd(loginKey, login) : logins.TryReplace(loginKey, login, replaced.Version));

    public Task<bool> ActivateAsync(Stored<Partner> partner, Stored<Operator> active, AuditEntry audit, CancellationToken cancellationToken) => Do(() =>
        partners.IsCurrent(partner.Value.Pid, partner.Version)
        && operators.TryReplace(KeyOf(active.Value), active.Value, active.Version)
        && partners.TryReplace(partner.Value.Pid, partner.Value, partner.Version));

    public Task RehashPasswordAsync(Stored<Operator> @operator, string passwordHash, CancellationToken cancellationToken) => Do(() =>
        operators.TryReplace(KeyOf(@operator.Value), @operator.Value with { PasswordHash = passwordHash }, @operator.Version));

    public Task RemovePendingAsync(Stored<Operator> pending, CancellationToken cancellationToken) => Do(() =>
        operators.TryRemove(KeyOf(pending.Value), pending.Version));

    private static (uint Pid, uint UserId) KeyOf(Operator @operator) => (@operator.Id.Pid, @operator.Id.UserId);

    private Task<T> Do<T>(Func<T> action)
    {
        lock (gate) return Task.FromResult(action());
    }
}
