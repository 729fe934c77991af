using System.Globalization;

namespace ApiAccounts.Core.Kernel;

/// <summary>A rate limit: a bucket of <paramref name="Requests"/> permits that starts full and refills evenly.</summary>
/// <param name="Requests">The size of the bucket, 1 to 1,000,000.</param>
/// <param name="Seconds">The time in which an empty bucket refills, 1 to 86,400.</param>
public sealed record RateLimit(int Requests, int Seconds)
{
    public const int MaxRequests = 1_000_000;

    public const int MaxSeconds = 86_400;

    /// <returns>Null if the limit is valid.</returns>
    public Error? Check() =>
        CheckOne(Requests, MaxRequests, "requests", "rateLimit.requests") ?? CheckOne(Seconds, MaxSeconds, "seconds", "rateLimit.seconds");

    /// <summary>Returns the text for people: <c>100 requests in 20 s</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Requests} {(Requests == 1 ? "request" : "requests")} in {Seconds} s");

    private static Error? CheckOne(int value, int max, string name, string target) => value >= 1 && value <= max
        ? null
        : Error.Invalid(string.Create(CultureInfo.InvariantCulture, $"'{name}' must be between 1 and {max}; it is {value}."), target);
}
