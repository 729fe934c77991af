namespace ApiAccounts.Tools.Tests;

public sealed class StopRequestTests
{
    [Fact]
    public async Task The_end_of_standard_input_asks_for_a_stop_and_what_is_typed_does_not()
    {
        using var input = new TypedInput();
        using var stop = new StopRequest(input);
        var stopped = new TaskCompletionSource();
        await using var registration = stop.Token.Register(stopped.SetResult);
        await input.LineHasBeenRead;
        Assert.False(stop.Token.IsCancellationRequested);

        input.End();

        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(stop.Again.IsCancellationRequested);
    }

    /// <summary>A line, and then nothing until it ends.</summary>
    private sealed class TypedInput : MemoryStream
    {
        private readonly TaskCompletionSource read = new();
        private readonly TaskCompletionSource end = new();

        public TypedInput() : base("up\n"u8.ToArray())
        {
        }

        public Task LineHasBeenRead => read.Task;

        public void End() => end.SetResult();

        public override int Read(Span<byte> buffer)
        {
            if (base.Read(buffer) is > 0 and var count) return count;
            read.SetResult();
            end.Task.Wait();
            return 0;
        }
    }
}
