namespace ApiAccounts.Core.Deadlines;

/// <summary>What may expire.</summary>
public enum DeadlineKind
{
    /// <summary>The access of an operator or an API user.</summary>
    Expiry,

    /// <summary>The period in which an invitation can be accepted.</summary>
    Invitation,
}
