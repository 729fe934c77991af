using ApiAccounts.Core.Directory.Groups;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>The body of a create or update of a group; other members are ignored, as in the original.</summary>
internal sealed record UptrendsOperatorGroupRequest(string? Description)
{
    public Result<string> Read() => Description is null ? Error.Malformed("Description is missing.", "$.Description") : Description;
}

/// <summary>A group in the form of this dialect, which calls its name the description.</summary>
/// <param name="IsEveryone">Always false: no group contains every operator automatically.</param>
/// <param name="IsAdministratorsGroup">Always false: an authorization, not a group, makes an operator an administrator.</param>
internal sealed record UptrendsOperatorGroupResponse(
    string OperatorGroupGuid, string Description, bool IsEveryone, bool IsAdministratorsGroup)
{
    public static UptrendsOperatorGroupResponse Of(Group group) =>
        new(group.Id.ToString(), group.Name, IsEveryone: false, IsAdministratorsGroup: false);
}

/// <summary>A group that an operator is a member of.</summary>
internal sealed record UptrendsGroupOfOperatorResponse(string OperatorGroupGuid);

/// <summary>An operator in a group.</summary>
internal sealed record UptrendsGroupMemberResponse(string OperatorGuid);
