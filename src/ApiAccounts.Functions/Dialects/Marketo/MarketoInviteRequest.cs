using System.Text.Json.Serialization;
using ApiAccounts.Core.Directory.Invitations;

namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>A user to invite; unknown members are ignored, as in the original.</summary>
internal sealed record MarketoInviteRequest
{
    /// <summary>The user name; the e-mail address if absent.</summary>
    [JsonPropertyName("userid")]
    public string? UserName { get; init; }

    public string? EmailAddress { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public bool? ApiOnly { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyList<MarketoRoleWorkspaceRequest?>? UserRoleWorkspaces { get; init; }

    public Result<NewInvitation> Read()
    {
        if (EmailAddress is null) return Missing("emailAddress");
        if (FirstName is null) return Missing("firstName");
        if (LastName is null) return Missing("lastName");
        if (UserRoleWorkspaces is null or []) return Missing("userRoleWorkspaces");
        if (!MarketoRoleWorkspaceRequest.Read(UserRoleWorkspaces, "$.userRoleWorkspaces").TryGet(out var roles, out var error))
            return error;
        return new NewInvitation(EmailAddress, FirstName, LastName)
        {
            UserName = UserName,
            IsApiOnly = ApiOnly ?? false,
            ExpiresAt = ExpiresAt,
            Reason = Reason,
            Roles = [.. roles],
        };
    }

    private static Error Missing(string member) => Error.Malformed($"{member} is missing.", $"$.{member}");
}
