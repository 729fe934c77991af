namespace ApiAccounts.Core.Directory.SignIn;

/// <summary>How the sign-ins with one user name went since the last good one.</summary>
/// <param name="Round">Unlike that of any other; a good sign-in ends it.</param>
/// <param name="Running">Attempts that were begun and have not ended; those whose process died stay among them.</param>
/// <param name="Failed">Attempts that ended with a wrong password.</param>
/// <param name="LastBegan">When the last of them was begun.</param>
/// <param name="Write">Unlike that of any other write, so that our own retried one can be told from another's.</param>
public sealed record SignInTally(string Round, int Running, int Failed, DateTimeOffset LastBegan, string Write)
{
    /// <summary>What was begun counts as failed until it is known.</summary>
    public int Counted => Running + Failed;
}
