using System.Security.Cryptography;
using ApiAccounts.Core.Housekeeping;
using ApiAccounts.Core.Idempotency;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Idempotency;

/// <summary>A request with an idempotency key runs once, and its answer is returned again for 10 minutes.</summary>
public sealed class AnswerOnceTests : IDisposable
{
    private const string Key = "8e03978e-40d5-43e8-bc93-6894a57f9324";

    private readonly CoreUnderTest app = new();
    private int runs;

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_repeated_request_gets_its_answer_for_10_minutes()
    {
        Assert.Equal("answer 1", await AnswerAsync());
        app.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.Equal("answer 1", await AnswerAsync());
        app.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("answer 2", await AnswerAsync());
        Assert.Equal("answer 2", await AnswerAsync());
    }

    [Fact]
    public async Task A_request_that_is_not_answered_blocks_its_key_for_a_minute()
    {
        var never = new TaskCompletionSource<StoredAnswer>();
        var running = ExecuteAsync(() => never.Task);
        Assert.Equal("idempotency_key_in_use", (await ExecuteAsync(RunAsync)).Error!.Code);
        app.Clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        Assert.Equal("idempotency_key_in_use", (await ExecuteAsync(RunAsync)).Error!.Code);
        app.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("answer 1", await AnswerAsync());
        never.SetResult(Answer("late"));
        await running;
        Assert.Equal("answer 1", await AnswerAsync());
    }

    [Fact]
    public async Task A_request_that_failed_or_threw_may_be_tried_again()
    {
        var failed = await ExecuteAsync(() => Task.FromResult(Answer("wrong") with { Status = 400 }));
        Assert.True(failed.TryGet(out var answer, out _));
        Assert.Equal(400, answer.Status);
        await Assert.ThrowsAsync<TimeoutException>(() => ExecuteAsync(() => throw new TimeoutException()));
        Assert.Equal("answer 1", await AnswerAsync());
    }

    [Fact]
    public async Task Another_request_with_the_same_key_is_refused()
    {
        Assert.Equal("answer 1", await AnswerAsync());
        var other = await app.Get<AnswerOnce>().ExecuteAsync(Known.OperatorId, Key, [1, 2, 4], RunAsync, default);
        Assert.Equal("idempotency_key_reused", other.Error!.Code);
    }

    [Fact]
    public void An_answer_belongs_to_its_row_and_cannot_be_altered()
    {
        var encryption = app.Get<AnswerEncryption>();
        var encrypted = encryption.Encrypt("a", new("hash", Known.Now, "write"), Answer("secret"));
        Assert.Equal("secret", System.Text.Encoding.UTF8.GetString(encryption.Decrypt("a", encrypted).Body.Span));
        Assert.ThrowsAny<CryptographicException>(() => encryption.Decrypt("b", encrypted));
        var altered = encrypted.Answer.ToArray();
        altered[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => encryption.Decrypt("a", encrypted with { Answer = altered }));
        Assert.ThrowsAny<CryptographicException>(() => encryption.Decrypt("a", encrypted with { KeyId = "9" }));
    }

    [Fact]
    public async Task An_answer_is_deleted_after_its_lifetime()
    {
        await AnswerAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, await app.Get<PurgeIdempotentRequests>().ExecuteAsync(default));
        app.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1, await app.Get<PurgeIdempotentRequests>().ExecuteAsync(default));
    }

    private static StoredAnswer Answer(string text) => new(200, "text/plain", null, System.Text.Encoding.UTF8.GetBytes(text));

    private Task<StoredAnswer> RunAsync() => Task.FromResult(Answer($"answer {++runs}"));

    private Task<Result<StoredAnswer>> ExecuteAsync(Func<Task<StoredAnswer>> run) =>
        app.Get<AnswerOnce>().ExecuteAsync(Known.OperatorId, Key, [1, 2, 3], run, default);

    private async Task<string> AnswerAsync() => (await ExecuteAsync(RunAsync)).TryGet(out var answer, out var error)
        ? System.Text.Encoding.UTF8.GetString(answer.Body.Span)
        : throw new InvalidOperationException(error.Message);
}
