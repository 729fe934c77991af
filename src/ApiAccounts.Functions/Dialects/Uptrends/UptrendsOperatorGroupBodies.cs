using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>The body of a create or update of a group; other members are ignored, as the original does.</summary>
internal sealed record UptrendsOperatorGroupRequest(string? Description)
{
    public Result<string> Read() => Description is null ? Error.Malformed("Description is missing.", "$.Description") : Description;
}

/// <summary>A group as this dialect shows it: its name is called the description.</summary>
/// <param name="IsEveryone">False: there is no group that everybody is in by itself.</param>
/// <param name="IsAdministratorsGroup">False: administrators are those who are authorised to be.</param>
internal sealed record UptrendsOperatorGroupResponse(string OperatorGroupGuid, string Description, bool IsEveryone, bool IsAdministratorsGroup)
{
    public static UptrendsOperatorGroupResponse Of(Group group) => new(group.Id.ToString(), group.Name, IsEveryone: false, IsAdministratorsGroup: false);
}

/// <summary>An operator in a group.</summary>
internal sealed record UptrendsGroupMemberResponse(string OperatorGuid);
