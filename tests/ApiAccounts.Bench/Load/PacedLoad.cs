using System.Diagnostics;
using System.Net;
using ApiAccounts.Bench.Running;

namespace ApiAccounts.Bench.Load;

/// <summary>
/// So many requests a second with the accounts in turn, each sent when it is due, whether or not those before have been answered.
/// </summary>
internal static class PacedLoad
{
    /// <returns>How many were answered in a second.</returns>
    /// <exception cref="BenchFailure">One was answered otherwise than 200.</exception>
    public static async Task<double> RunAsync(
        HttpClient client, IReadOnlyList<Credential> credentials, int requests, int perSecond, CancellationToken stopping)
    {
        var clock = Stopwatch.StartNew();
        var running = new List<Task>(requests);
        for (var sent = 0; sent < requests;)
        {
            stopping.ThrowIfCancellationRequested();
            var due = Math.Min(requests, (int)(clock.Elapsed.TotalSeconds * perSecond) + 1);
            for (; sent < due; sent++) running.Add(VerifyAsync(client, credentials[sent % credentials.Count], stopping));
            await Task.Delay(TimeSpan.FromMilliseconds(1), stopping);
        }
        await Task.WhenAll(running);
        return requests / clock.Elapsed.TotalSeconds;
    }

    private static async Task VerifyAsync(HttpClient client, Credential credential, CancellationToken stopping)
    {
        var status = await client.VerifyAsync(credential, stopping);
        if (status != HttpStatusCode.OK) throw new BenchFailure($"/verify answered {(int)status} to a good credential.");
    }
}
