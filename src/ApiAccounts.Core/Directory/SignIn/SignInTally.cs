namespace ApiAccounts.Core.Directory.SignIn;

/// <summary>The results of sign-ins with one user name since the last successful one.</summary>
/// <param name="Round">Unique. A successful sign-in ends the round.</param>
/// <param name="Running">Attempts that have not ended, including those whose process crashed.</param>
/// <param name="Failed">Attempts that ended with a wrong password.</param>
/// <param name="LastBegan">When the last attempt started.</param>
/// <param name="Write">Unique for each write, to distinguish a retried write from another's.</param>
public sealed record SignInTally(string Round, int Running, int Failed, DateTimeOffset LastBegan, string Write)
{
    /// <summary>The number of failures. A running attempt counts as failed until its result is known.</summary>
    public int Counted => Running + Failed;
}
