using ApiAccounts.Core.Usage.Spool;

namespace ApiAccounts.Core.Tests.Usage.Spool;

public sealed class GroupCommitTests
{
    [Fact]
    public async Task Appends_during_a_commit_go_together_into_the_next()
    {
        using var began = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var sizes = new List<int>();
        var commits = new GroupCommit(appends =>
        {
            sizes.Add(appends.Count);
            began.Release();
            goOn.Wait();
            foreach (var append in appends) append.Succeed([]);
        });
        var first = Append();
        await began.WaitAsync();
        var meanwhile = new[] { Append(), Append(), Append() };
        Assert.False(first.IsCompleted);

        goOn.Release();
        await first;
        await began.WaitAsync();
        Assert.All(meanwhile, append => Assert.False(append.IsCompleted));
        goOn.Release();
        await Task.WhenAll(meanwhile);
        Assert.Equal([1, 3], sizes);

        Task Append()
        {
            var append = new SpoolAppend([new byte[] { 1 }]);
            commits.Add(append);
            return append.Written;
        }
    }
}
