namespace ApiAccounts.Core.Directory.Operators;

/// <summary>Ordered from <see cref="Active"/> on by what the status allows, each less than the previous one.</summary>
public enum OperatorStatus
{
    /// <summary>Incomplete: it does not own its user name yet.</summary>
    Pending,

    Active,
    Inactive,
    Locked,

    /// <summary>Has not accepted its invitation yet.</summary>
    Invited,
}
