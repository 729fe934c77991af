using System.Globalization;

namespace ApiAccounts.Core.Kernel;

/// <summary>How often something may be done: a bucket of <paramref name="Requests"/> that is full at first, and refills evenly.</summary>
/// <param name="Requests">How many at once, 1 to 1,000,000.</param>
/// <param name="Seconds">How long an empty bucket takes to be full again, 1 to 86,400.</param>
public sealed record RateLimit(int Requests, int Seconds)
{
    public const int MaxRequests = 1_000_000;

    public const int MaxSeconds = 86_400;

    /// <returns>Null for a good one.</returns>
    public Error? Check() =>
        CheckOne(Requests, MaxRequests, "requests", "rateLimit.requests") ?? CheckOne(Seconds, MaxSeconds, "seconds", "rateLimit.seconds");

    /// <summary>For people: <c>100 requests in 20 s</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Requests} {(Requests == 1 ? "request" : "requests")} in {Seconds} s");

    private static Error? CheckOne(int value, int most, string what, string target) => value >= 1 && value <= most
        ? null
        : Error.Invalid(string.Create(CultureInfo.InvariantCulture, $"The {what} of a rate limit are {value}; they may be from 1 to {most}."), target);
}
