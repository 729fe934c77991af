namespace ApiAccounts.Core.Overview;

/// <summary>The columns of the overview, in the order in which they are shown.</summary>
public enum OverviewColumn
{
    Operator,
    UserName,
    Type,
    CreatedAt,
    LastUsed,
    RequestsLast30Days,
    Description,
}
