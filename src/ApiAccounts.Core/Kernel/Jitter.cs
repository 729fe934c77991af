using System.Security.Cryptography;

namespace ApiAccounts.Core.Kernel;

internal static class Jitter
{
    private const int Steps = 1_000;

    /// <summary>Returns a number from 0 to 1. It spreads the retries of callers that wait for the same thing.</summary>
    public static double Next() => RandomNumberGenerator.GetInt32(Steps) / (double)Steps;
}
