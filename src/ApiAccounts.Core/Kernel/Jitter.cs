using System.Security.Cryptography;

namespace ApiAccounts.Core.Kernel;

internal static class Jitter
{
    private const int Steps = 1_000;

    /// <summary>From 0 to 1, so that those who wait for the same thing do not all come back at once.</summary>
    public static double Next() => RandomNumberGenerator.GetInt32(Steps) / (double)Steps;
}
