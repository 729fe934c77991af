namespace ApiAccounts.Worker.Tests.Lifetime;

/// <summary>The app that benches compare the product with.</summary>
public sealed class EmptyWorkerTests
{
    [Fact]
    public async Task The_empty_function_answers_on_the_real_worker()
    {
        await using var host = await WorkerHost.StartAsync(PublishedApp.Empty, []);
        using var client = host.NewClient();

        using var answer = await client.GetAsync(new Uri("/empty", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(["Empty"], host.Functions.Keys);
        Assert.Empty(host.LoadErrors);
    }
}
