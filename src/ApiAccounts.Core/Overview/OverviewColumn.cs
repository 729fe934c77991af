namespace ApiAccounts.Core.Overview;

/// <summary>The columns of the overview, in display order.</summary>
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
