namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>Calls again and again, any instance with any credentials that may be called.</summary>
/// <param name="pause">Between two calls.</param>
internal sealed class Caller(Cluster cluster, Population population, TimeSpan pause, int seed, Tally tally)
{
    /// <summary>Where nobody listens, so as not to spend the machine on asking.</summary>
    private static readonly TimeSpan PauseWhileDown = TimeSpan.FromMilliseconds(20);

    private readonly Random random = new(seed);

    public async Task RunAsync(CancellationToken until)
    {
        using var client = new Client(tally);
        while (!until.IsCancellationRequested)
        {
            var credential = AnyCredential();
            var reply = await client.VerifyAsync(cluster.Instances[random.Next(cluster.Instances.Count)], credential);
            await Task.Delay(reply.WasSent ? pause : PauseWhileDown, CancellationToken.None);
        }
    }

    /// <summary>At times one that has been rotated.</summary>
    private Credential AnyCredential()
    {
        var callable = population.Callable;
        var credentials = callable[random.Next(callable.Count)].Credentials;
        return random.Next(10) == 0 ? credentials[random.Next(credentials.Count)] : credentials[^1];
    }
}
