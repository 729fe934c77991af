namespace ApiAccounts.Testing;

/// <summary>What is lost of a call, and the connection with it.</summary>
public enum CallLoss
{
    None,

    /// <summary>The connection is reset before the storage has heard of it.</summary>
    Request,

    /// <summary>The storage has acted, and the connection is reset instead of giving the answer.</summary>
    Answer,

    /// <summary>The same, in the middle of the answer.</summary>
    HalfTheAnswer,
}

/// <summary>What happens to a call between client and storage.</summary>
/// <param name="Delay">How long it is held back before it goes on.</param>
public readonly record struct CallFault(TimeSpan Delay, CallLoss Loss)
{
    public static CallFault None => default;
}
