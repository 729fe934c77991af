namespace ApiAccounts.Core.Operators;

public enum OperatorStatus
{
    /// <summary>Being made: its user name is not its own yet.</summary>
    Pending,

    Active,
    Inactive,
    Locked,
}
