using System.Collections.Immutable;
using ApiAccounts.Core.Directory.Invitations;
using ApiAccounts.Core.Directory.Roles;

namespace ApiAccounts.Functions.Dialects.V1.Invitations;

/// <summary>An operator to invite: <c>email</c>, <c>firstName</c> and <c>lastName</c>; all other members are optional.</summary>
internal sealed record V1CreateInvitationRequest : V1Request
{
    public string? Email { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? UserName { get; set; }

    public bool ApiOnly { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public string? Reason { get; set; }

    public IReadOnlyList<V1RoleAssignmentRequest?>? Roles { get; set; }

    public Result<NewInvitation> Read()
    {
        if (Email is null) return Missing("$.email");
        if (FirstName is null) return Missing("$.firstName");
        if (LastName is null) return Missing("$.lastName");
        var roles = ImmutableHashSet.CreateBuilder<RoleAssignment>();
        foreach (var (index, item) in (Roles ?? []).Index())
        {
            if (!V1RoleAssignmentRequest.Read(item, $"$.roles[{index}]").TryGet(out var role, out var error)) return error;
            roles.Add(role);
        }
        return new NewInvitation(Email, FirstName, LastName)
        {
            UserName = UserName,
            IsApiOnly = ApiOnly,
            ExpiresAt = ExpiresAt,
            Reason = Reason,
            Roles = roles.ToImmutable(),
        };
    }
}

/// <summary>A role to assign: <c>roleId</c>, and optionally <c>workspaceId</c>; the default is all workspaces.</summary>
internal sealed record V1RoleAssignmentRequest : V1Request
{
    public uint? RoleId { get; set; }

    public uint WorkspaceId { get; set; } = Workspaces.All;

    /// <param name="path">The position of the role in the body.</param>
    public static Result<RoleAssignment> Read(V1RoleAssignmentRequest? role, string path)
    {
        if (role is null) return Error.Malformed($"The value of {path} is null.", path);
        if (role.UnknownMember(path) is { } unknown) return unknown;
        return role.RoleId is { } roleId ? new RoleAssignment(roleId, role.WorkspaceId) : Missing($"{path}.roleId");
    }
}

/// <summary>The token from the link of an invitation, and the chosen password.</summary>
internal sealed record V1AcceptInvitationRequest : V1Request
{
    public string? Token { get; set; }

    public string? Password { get; set; }

    public Result<(string Token, string Password)> Read()
    {
        if (Token is null) return Missing("$.token");
        return Password is null ? Missing("$.password") : (Token, Password);
    }
}
