using System.Diagnostics;
using System.Text;

namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>A user name with one of its secrets. Times are of <see cref="Stopwatch"/>: no step of a clock touches them.</summary>
internal sealed class Credential(CalledApiUser apiUser, string secret)
{
    private const long Valid = 0;
    private long revokedAt;

    public CalledApiUser ApiUser => apiUser;

    /// <summary>The value of the header.</summary>
    public string Authorization { get; } = "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{apiUser.UserName}:{secret}"));

    public bool IsRevoked => Volatile.Read(ref revokedAt) != Valid;

    /// <param name="answeredAt">When the answer came that said so. An earlier one stays.</param>
    public void Revoke(long answeredAt) => Interlocked.CompareExchange(ref revokedAt, answeredAt, Valid);

    /// <summary>From here on it may be accepted again: before the request that asks for that is sent.</summary>
    public void Restore() => Volatile.Write(ref revokedAt, Valid);

    /// <summary>How long after it was revoked a call began that was accepted; null when it is not revoked.</summary>
    public TimeSpan? AcceptedAfter(long began) =>
        Volatile.Read(ref revokedAt) is var at && at != Valid ? Stopwatch.GetElapsedTime(at, began) : null;
}
