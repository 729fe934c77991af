using System.Globalization;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Says what the members of a group may do, in the place of all that was said before.</summary>
public sealed class SetGroupPermissions(IGroupStore store, IOperatorStore operators, AuditEntries audit)
{
    /// <summary>So that they fit into a property of the row, and an operator's grants into memory.</summary>
    private const int MaxObjects = 500;

    /// <returns>The group as it is now. What grants nothing is left out.</returns>
    public async Task<Result<Group>> ExecuteAsync(
        Caller caller, AccountId id, IReadOnlyList<GroupPermission> permissions, CancellationToken cancellationToken)
    {
        if (Rights.ToManageGroup(caller, id) is { } refusal) return refusal;
        if (await CheckAsync(id.Pid, permissions, cancellationToken) is { } fault) return fault;
        var granted = permissions.Where(permission => !permission.Permissions.IsEmpty).ToList();
        return await OptimisticRetry.UntilDoneAsync<Group>($"Group {id}", async () =>
        {
            if (await store.FindAsync(id, cancellationToken) is not { } current) return Error.NotFound("group");
            var changed = current.Value with { Permissions = [.. granted] };
            if (Describe(changed) == Describe(current.Value)) return current.Value;
            var entry = audit.New(AuditAction.GroupChanged, id, caller, $"Permissions: {Describe(current.Value)} → {Describe(changed)}");
            return await store.ChangeAsync(current with { Value = changed }, entry, cancellationToken) ? (Result<Group>?)changed : null;
        });
    }

    private async Task<Error?> CheckAsync(uint pid, IReadOnlyList<GroupPermission> permissions, CancellationToken cancellationToken)
    {
        if (permissions.Count > MaxObjects)
            return Error.Invalid($"A group may have permissions over at most {MaxObjects} objects; there are {permissions.Count}.", "$");
        var seen = new HashSet<(GrantedObject, uint)>();
        foreach (var (index, (on, number, granted)) in permissions.Index())
        {
            if (on == GrantedObject.Partner && number != pid) return Fault(index, "objectId", $"The partner is {pid}, not {number}");
            if (granted.Except(GroupPermission.GrantableOn(on)) is { IsEmpty: false } more)
                return Fault(index, "permissions", $"This cannot be granted over such an object: {string.Join(", ", more)}");
            if (!seen.Add((on, number))) return Fault(index, "objectId", $"The {on} {number} is there twice");
        }
        var found = await Task.WhenAll(permissions.Select(async permission =>
            permission.On == GrantedObject.Partner
            || await operators.FindAsync(pid, permission.Number, cancellationToken) is { Value.Status: not OperatorStatus.Pending }));
        var unknown = Array.IndexOf(found, false);
        return unknown < 0 ? null : Fault(unknown, "objectId", $"There is no operator {permissions[unknown].Number}");
    }

    private static Error Fault(int index, string member, string what) => Error.Invalid($"{what}.", $"$[{index}].{member}");

    private static string Describe(Group group) => group.Permissions.IsEmpty
        ? "none"
        : string.Join("; ", group.Permissions.Select(granted =>
            string.Create(CultureInfo.InvariantCulture, $"{granted.On} {granted.Number} {string.Join(", ", granted.Permissions)}")));
}
