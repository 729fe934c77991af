using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Testing.InMemory;

/// <summary>Partners, operators, groups, roles, user names, the mails to operators and who was warned in memory.</summary>
internal sealed class InMemoryOperatorStore(InMemoryAudit audits, TimeProvider clock)
    : IOperatorStore, IGroupStore, IRoleStore, IOutbox, IExpiryWarnings
{
    private readonly Lock gate = new();
    private readonly VersionedRows<uint, Partner> partners = new();
    private readonly VersionedRows<(uint Pid, uint UserId), Operator> operators = new();
    private readonly VersionedRows<(uint Pid, uint Number), Group> groups = new();
    private readonly VersionedRows<(uint Pid, uint Number), Role> roles = new();
    private readonly VersionedRows<string, Login> logins = new();
    private readonly VersionedRows<(uint Pid, string Key), ReservedName> names = new();
    private readonly VersionedRows<WaitingMail, EncryptedMail> mails = new();
    private readonly VersionedRows<Deadline, int> warnings = new();
    private readonly List<(WaitingMail Mail, TimeSpan Delay)> announced = [];
    private readonly List<string> enqueued = [];
    private readonly List<(WaitingMail Mail, DateTimeOffset VisibleFrom)> queue = [];

    /// <summary>The messages that have mails sent, in the order they were sent.</summary>
    public IReadOnlyList<(WaitingMail Mail, TimeSpan Delay)> Announced
    {
        get
        {
            lock (gate) return [.. announced];
        }
    }

    /// <summary>The other messages of the queue, in the order they were sent.</summary>
    public IReadOnlyList<string> Enqueued
    {
        get
        {
            lock (gate) return [.. enqueued];
        }
    }

    /// <summary>Takes the messages that are visible by now, each only once.</summary>
    public IReadOnlyList<WaitingMail> TakeVisible()
    {
        lock (gate)
        {
            var visible = queue.Where(message => message.VisibleFrom <= clock.GetUtcNow()).ToList();
            foreach (var message in visible) queue.Remove(message);
            return [.. visible.Select(message => message.Mail)];
        }
    }

    public Task<Versioned<Partner>?> FindPartnerAsync(uint pid, CancellationToken cancellationToken) => Do(() => partners.Find(pid));

    public Task<Versioned<Operator>?> FindAsync(uint pid, uint userId, CancellationToken cancellationToken) =>
        Do(() => operators.Find((pid, userId)));

    public bool Has(AccountId id)
    {
        lock (gate) return operators.Find((id.Pid, id.UserId))?.Value.Id == id;
    }

    public IAsyncEnumerable<Versioned<Operator>> ListAsync(uint pid, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return operators.Rows.Where(row => row.Value.Id.Pid == pid).OrderBy(row => row.Value.Id.UserId).ToList().ToAsyncEnumerable();
        }
    }

    public Task<Versioned<Login>?> FindLoginAsync(string loginKey, CancellationToken cancellationToken) => Do(() => logins.Find(loginKey));

    public Task<bool> AddPartnerAsync(Partner partner, CancellationToken cancellationToken) =>
        Do(() => partners.TryAdd(partner.Pid, partner));

    public Task<Versioned<ReservedName>?> FindNameAsync(uint pid, string key, CancellationToken cancellationToken) =>
        Do(() => names.Find((pid, key)));

    public Task AddNameAsync(uint pid, ReservedName name, CancellationToken cancellationToken) =>
        Do(() => names.TryAdd((pid, name.Key), name));

    public Task MarkNamesReservedAsync(Versioned<Partner> partner, CancellationToken cancellationToken) => Do(() =>
        partners.TryReplace(partner.Value.Pid, partner.Value with { NamesAreReserved = true }, partner.Version));

    public Task<bool> AddPendingAsync(
        Versioned<Partner> partner, Operator pending, IReadOnlyList<NameReservation> reserved,
        CancellationToken cancellationToken) => Do(() =>
        partners.IsCurrent(partner.Value.Pid, partner.Version)
        && MayReserve(pending.Id.Pid, reserved)
        && operators.TryAdd(KeyOf(pending), pending)
        && Reserve(pending.Id.Pid, reserved)
        && partners.TryReplace(partner.Value.Pid, partner.Value, partner.Version));

    public Task<bool> ClaimLoginAsync(
        string loginKey, Login login, Versioned<Login>? replaced, CancellationToken cancellationToken) => Do(() =>
        replaced is null ? logins.TryAdd(loginKey, login) : logins.TryReplace(loginKey, login, replaced.Version));

    public Task<bool> WriteAsync(OperatorWrite write, CancellationToken cancellationToken) =>
        Do(() => Write(write));

    public Task RehashPasswordAsync(Versioned<Operator> @operator, string passwordHash, CancellationToken cancellationToken) => Do(() =>
        operators.TryReplace(KeyOf(@operator.Value), @operator.Value with { PasswordHash = passwordHash }, @operator.Version));

    public Task RecordSignInAsync(AccountId id, DateTimeOffset time, CancellationToken cancellationToken) => Do(() =>
        operators.Find((id.Pid, id.UserId)) is { } found
        && operators.TryReplace(KeyOf(found.Value), found.Value with { LastSignInAt = time }, found.Version));

    public Task RemovePendingAsync(Versioned<Operator> pending, CancellationToken cancellationToken) => Do(() =>
        operators.TryRemove(KeyOf(pending.Value), pending.Version));

    public Task<bool> DeleteAsync(
        Versioned<Operator> deleted, Versioned<Partner>? partner, AuditEntry audit, CancellationToken cancellationToken) => Do(() =>
        audits.Add(audit, IsCurrent(partner) && operators.TryRemove(KeyOf(deleted.Value), deleted.Version) && TryCount(partner)));

    public Task<bool> DeleteAllAsync(
        IReadOnlyList<OperatorDeletion> deletions, Versioned<Partner>? partner, CancellationToken cancellationToken) =>
        Do(() =>
        {
            if (!IsCurrent(partner) || !deletions.All(
                deletion => operators.IsCurrent(KeyOf(deletion.Deleted.Value), deletion.Deleted.Version))) return false;
            foreach (var (deleted, audit) in deletions) audits.Add(audit, operators.TryRemove(KeyOf(deleted.Value), deleted.Version));
            return TryCount(partner);
        });

    public Task RemoveLoginAsync(string loginKey, Versioned<Login> login, CancellationToken cancellationToken) => Do(() =>
        logins.TryRemove(loginKey, login.Version));

    Task<Versioned<Group>?> IGroupStore.FindAsync(uint pid, uint number, CancellationToken cancellationToken) =>
        Do(() => groups.Find((pid, number)));

    IAsyncEnumerable<Versioned<Group>> IGroupStore.ListAsync(uint pid, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return groups.Rows.Where(found => found.Value.Id.Pid == pid).OrderBy(found => found.Value.Number).ToList().ToAsyncEnumerable();
        }
    }

    public Task<bool> AddAsync(Versioned<Partner> partner, Group group, AuditEntry audit, CancellationToken cancellationToken) => Do(() =>
        audits.Add(audit, IsCurrent(partner) && groups.TryAdd(KeyOf(group), group) && TryCount(partner)));

    public Task<bool> ChangeAsync(Versioned<Group> changed, AuditEntry audit, CancellationToken cancellationToken) => Do(() =>
        audits.Add(audit, groups.TryReplace(KeyOf(changed.Value), changed.Value, changed.Version)));

    public Task<bool> DeleteAsync(Versioned<Group> deleted, AuditEntry audit, CancellationToken cancellationToken) => Do(() =>
        audits.Add(audit, groups.TryRemove(KeyOf(deleted.Value), deleted.Version)));

    public Task<bool> DeleteAllAsync(IReadOnlyList<GroupDeletion> deletions, CancellationToken cancellationToken) => Do(() =>
    {
        if (!deletions.All(deletion => IsCurrent(deletion.Deleted))) return false;
        foreach (var (deleted, audit) in deletions) audits.Add(audit, groups.TryRemove(KeyOf(deleted.Value), deleted.Version));
        return true;
    });

    Task<Versioned<Role>?> IRoleStore.FindAsync(uint pid, uint number, CancellationToken cancellationToken) =>
        Do(() => roles.Find((pid, number)));

    IAsyncEnumerable<Versioned<Role>> IRoleStore.ListAsync(uint pid, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return roles.Rows.Where(found => found.Value.Id.Pid == pid).OrderBy(found => found.Value.Number).ToList().ToAsyncEnumerable();
        }
    }

    public Task<bool> AddAsync(Versioned<Partner> partner, Role role, AuditEntry audit, CancellationToken cancellationToken) => Do(() =>
        audits.Add(audit, IsCurrent(partner) && roles.TryAdd(KeyOf(role), role) && TryCount(partner)));

    public Task<bool> ChangeAsync(
        Versioned<Role> changed, Versioned<Partner>? partner, AuditEntry audit, CancellationToken cancellationToken) => Do(() =>
        audits.Add(audit, (partner is null || IsCurrent(partner))
            && roles.TryReplace(KeyOf(changed.Value), changed.Value, changed.Version) && (partner is null || TryCount(partner))));

    public Task<bool> DeleteAsync(Versioned<Role> deleted, AuditEntry audit, CancellationToken cancellationToken) => Do(() =>
        audits.Add(audit, roles.TryRemove(KeyOf(deleted.Value), deleted.Version)));

    public Task<Versioned<EncryptedMail>?> FindAsync(WaitingMail waiting, CancellationToken cancellationToken) =>
        Do(() => mails.Find(waiting));

    public Task RemoveAsync(Versioned<EncryptedMail> mail, AuditEntry? audit, CancellationToken cancellationToken) => Do(() =>
        mails.TryRemove(KeyOf(mail.Value), mail.Version) && (audit is null || audits.Add(audit, isDone: true)));

    public Task EnqueueAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => Do(() =>
    {
        enqueued.Add(System.Text.Encoding.UTF8.GetString(message.Span));
        return true;
    });

    public Task AnnounceAsync(WaitingMail waiting, TimeSpan delay, CancellationToken cancellationToken) => Do(() =>
    {
        announced.Add((waiting, delay));
        queue.Add((waiting, clock.GetUtcNow() + delay));
        return true;
    });

    public Task<Versioned<int>?> FindAsync(Deadline deadline, CancellationToken cancellationToken) => Do(() => warnings.Find(deadline));

    public Task<bool> WarnAsync(
        Deadline deadline, int days, Versioned<int>? last, EncryptedMail mail, AuditEntry audit,
        CancellationToken cancellationToken) => Do(() =>
        audits.Add(audit, (last is null ? warnings.TryAdd(deadline, days) : warnings.TryReplace(
            deadline, days, last.Version)) && mails.TryAdd(KeyOf(mail), mail)));

    public Task RemoveAsync(Deadline deadline, CancellationToken cancellationToken) => Do(() =>
        warnings.Find(deadline) is { } found && warnings.TryRemove(deadline, found.Version));

    private bool Write(OperatorWrite write)
    {
        var (written, partner) = (write.Written, write.Partner);
        var pid = written.Value.Id.Pid;
        if (!write.Joined.All(IsCurrent) || !write.Given.All(IsCurrent) || !IsCurrent(partner)) return false;
        if (!MayReserve(pid, write.Names)) return false;
        if (!operators.TryReplace(KeyOf(written.Value), written.Value, written.Version)) return false;
        Reserve(pid, write.Names);
        foreach (var group in write.Joined) groups.TryReplace(KeyOf(group.Value), group.Value, group.Version);
        foreach (var role in write.Given) roles.TryReplace(KeyOf(role.Value), role.Value, role.Version);
        return audits.Add(write.Audit, TryCount(partner) && TryAdd(write.Mail) && TryAdd(write.Notice));
    }

    private bool TryAdd(EncryptedMail? mail) => mail is null || mails.TryAdd(KeyOf(mail), mail);

    private bool MayReserve(uint pid, IReadOnlyList<NameReservation> reserved) => reserved.All(
        name => name.Replaced is { } version ? names.IsCurrent((pid, name.Name.Key), version) : names.Find((pid, name.Name.Key)) is null);

    private bool Reserve(uint pid, IReadOnlyList<NameReservation> reserved) => reserved.All(
        name => name.Replaced is { } version
            ? names.TryReplace((pid, name.Name.Key), name.Name, version)
            : names.TryAdd((pid, name.Name.Key), name.Name));

    private bool IsCurrent(Versioned<Role> role) => roles.IsCurrent(KeyOf(role.Value), role.Version);

    private bool IsCurrent(Versioned<Group> group) => groups.IsCurrent(KeyOf(group.Value), group.Version);

    private bool IsCurrent(Versioned<Partner>? partner) => partner is null || partners.IsCurrent(partner.Value.Pid, partner.Version);

    private bool TryCount(Versioned<Partner>? partner) =>
        partner is null || partners.TryReplace(partner.Value.Pid, partner.Value, partner.Version);

    private static (uint Pid, uint Number) KeyOf(Group group) => (group.Id.Pid, group.Number);

    private static (uint Pid, uint Number) KeyOf(Role role) => (role.Id.Pid, role.Number);

    private static (uint Pid, uint UserId) KeyOf(Operator @operator) => (@operator.Id.Pid, @operator.Id.UserId);

    private static WaitingMail KeyOf(EncryptedMail mail) => new(mail.OperatorId.Pid, mail.Id);

    private Task<T> Do<T>(Func<T> action)
    {
        lock (gate) return Task.FromResult(action());
    }
}
