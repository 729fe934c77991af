using System.Text;
using System.Threading.Channels;
using ApiAccounts.Core.Usage.Spool;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>A disk that has a message when the test says so.</summary>
internal sealed class FakeUsageSpool : IUsageSpool
{
    private readonly Channel<PendingAppend> appends = Channel.CreateUnbounded<PendingAppend>();
    private readonly Channel<SpooledMessage> offers = Channel.CreateUnbounded<SpooledMessage>();
    private readonly Lock gate = new();
    private readonly List<SpooledMessage> offered = [];
    private readonly List<SpooledMessage> removed = [];

    /// <summary>One that there is not.</summary>
    public static FakeUsageSpool None => new() { IsOpen = false, TakesMore = false };

    public bool IsOpen { get; set; } = true;

    public bool TakesMore { get; set; } = true;

    /// <summary>Appends that the test has not asked for yet.</summary>
    public int Waiting => appends.Reader.Count;

    /// <summary>The names of the messages that are to be sent from it.</summary>
    public IReadOnlyList<string> Offered => Names(offered);

    /// <summary>The names of those that the queue took meanwhile.</summary>
    public IReadOnlyList<string> Removed => Names(removed);

    public Task<IReadOnlyList<SpooledMessage>?> TryAppendAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages)
    {
        var append = new PendingAppend(messages);
        Assert.True(appends.Writer.TryWrite(append));
        return append.Written;
    }

    public void Offer(SpooledMessage message)
    {
        lock (gate) offered.Add(message);
        Assert.True(offers.Writer.TryWrite(message));
    }

    public void Remove(SpooledMessage message)
    {
        lock (gate) removed.Add(message);
    }

    /// <summary>The next append, begun or to come.</summary>
    public async Task<PendingAppend> NextAsync() => await appends.Reader.ReadAsync();

    /// <summary>Waits until something is to be sent from it that the test has not waited for yet.</summary>
    public async Task OfferAsync() => await offers.Reader.ReadAsync();

    private List<string> Names(List<SpooledMessage> messages)
    {
        lock (gate) return [.. messages.Select(message => message.Name)];
    }
}

internal sealed class PendingAppend(IReadOnlyList<ReadOnlyMemory<byte>> messages)
{
    private readonly TaskCompletionSource<IReadOnlyList<SpooledMessage>?> written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<IReadOnlyList<SpooledMessage>?> Written => written.Task;

    public IReadOnlyList<string> Json { get; } = [.. messages.Select(message => Encoding.UTF8.GetString(message.Span))];

    /// <summary>Its pings as <c>userName hour count second</c>.</summary>
    public IEnumerable<string> Pings() => Json.SelectMany(PendingSend.Pings);

    /// <summary>They are on the disk, each under its JSON as its name.</summary>
    public void Write() => written.SetResult([.. Json.Select(json => new SpooledMessage("folder", json, json.Length))]);

    public void Fail() => written.SetResult(null);
}
