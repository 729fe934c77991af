using System.Globalization;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Replaces the permissions of a group's members.</summary>
public sealed class SetGroupPermissions(IGroupStore store, IOperatorStore operators, IGainsOfRights gains, AuditEntries audit)
{
    /// <summary>The limit keeps them within a property of the row, and an operator's grants small in memory.</summary>
    private const int MaxObjects = 500;

    /// <returns>The group after the change, without objects that had no permissions.</returns>
    public async Task<Result<Group>> ExecuteAsync(
        Caller caller, AccountId id, IReadOnlyList<GroupPermission> permissions, CancellationToken cancellationToken)
    {
        if (Rights.ToManageGroup(caller, id) is { } refusal) return refusal;
        if (await CheckAsync(id.Pid, permissions, cancellationToken) is { } fault) return fault;
        var granted = permissions.Where(permission => !permission.Permissions.IsEmpty).ToList();
        var members = await operators.ListMembersAsync(id, cancellationToken);
        return await gains.TellAsync(caller, members, () => SetAsync(caller, id, granted, cancellationToken), cancellationToken);
    }

    private async Task<Result<Group>> SetAsync(
        Caller caller, AccountId id, IReadOnlyList<GroupPermission> granted, CancellationToken cancellationToken)
    {
        return await OptimisticRetry.UntilDoneAsync<Group>($"Group {id}", async () =>
        {
            if (await store.FindAsync(id, cancellationToken) is not { } current) return Error.NotFound("group");
            var changed = current.Value with { Permissions = [.. granted] };
            if (Describe(changed) == Describe(current.Value)) return current.Value;
            var entry = audit.New(
                AuditAction.GroupChanged, id, caller, new AuditChange("permissions", Describe(current.Value), Describe(changed)));
            return await store.ChangeAsync(current with { Value = changed }, entry, cancellationToken) ? (Result<Group>?)changed : null;
        });
    }

    private async Task<Error?> CheckAsync(uint pid, IReadOnlyList<GroupPermission> permissions, CancellationToken cancellationToken)
    {
        if (permissions.Count > MaxObjects)
            return Error.Invalid($"A group must have permissions on at most {MaxObjects} objects; there are {permissions.Count}.", "$");
        var seen = new HashSet<(GrantedObject, uint)>();
        foreach (var (index, (on, number, granted)) in permissions.Index())
        {
            if (on == GrantedObject.Partner && number != pid)
                return Fault(index, "objectId", $"The number of the partner must be {pid}; it is {number}");
            if (granted.Except(GroupPermission.GrantableOn(on)) is { IsEmpty: false } more)
                return Fault(index, "permissions", $"These permissions cannot be granted on such an object: {string.Join(", ", more)}");
            if (!seen.Add((on, number))) return Fault(index, "objectId", $"The {on} {number} occurs twice");
        }
        var found = await Task.WhenAll(permissions.Select(async permission =>
            permission.On == GrantedObject.Partner
            || await operators.FindCompleteAsync(pid, permission.Number, cancellationToken) is not null));
        var unknown = Array.IndexOf(found, false);
        return unknown < 0 ? null : Fault(unknown, "objectId", $"The operator {permissions[unknown].Number} does not exist");
    }

    private static Error Fault(int index, string member, string what) => Error.Invalid($"{what}.", $"$[{index}].{member}");

    private static string Describe(Group group) => group.Permissions.IsEmpty
        ? "none"
        : string.Join("; ", group.Permissions.Select(granted =>
            string.Create(CultureInfo.InvariantCulture, $"{granted.On} {granted.Number} {string.Join(", ", granted.Permissions)}")));
}
