namespace ApiAccounts.Core.Directory.EmailConfirmations;

/// <summary>Whether an operator's e-mail address is known to be its own. Only then it gets mails other than the one that asks.</summary>
public enum EmailProof
{
    /// <summary>It was confirmed, or set by the system itself, or before addresses were confirmed.</summary>
    Confirmed,

    /// <summary>The first password was mailed to it. Whoever replaces that password confirms the address.</summary>
    Welcomed,

    Unconfirmed,
}
