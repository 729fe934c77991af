namespace ApiAccounts.Core.Directory.Operators;

/// <summary>In the order of what they allow: each less than the one before, but for the first.</summary>
public enum OperatorStatus
{
    /// <summary>Being made: its user name is not its own yet.</summary>
    Pending,

    Active,
    Inactive,
    Locked,

    /// <summary>Has not accepted its invitation yet.</summary>
    Invited,
}
