using ApiAccounts.Core.Access;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.Tests.Tokens;

/// <summary>A key is known by its number from its first use on.</summary>
public sealed class CheckKeysTests : IDisposable
{
    private const string WrongPepper =
        "Secrets__Peppers__1 is another key than this installation has used under the number 1: "
        + "set that key again, or give a new key a number that was not used before.";

    private const string WrongSigningKey =
        "Tokens__SigningKeys__1 is another key than this installation has used under the number 1: "
        + "set that key again, or give a new key a number that was not used before.";

    private readonly CoreUnderTest app = new();

    private Spy<IKeyCheckStore> Store => app.Spy<IKeyCheckStore>();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_check_value_is_an_HMAC_of_the_setting_and_differs_from_setting_to_setting()
    {
        Assert.Empty(await FindWrongAsync(app));

        Assert.Equal(
            [
                ("Secrets__Peppers__1", "6ApwF9mBaMwv2dbgvM6ncSb4IAYalWPzwDKPTtmTWUg"),
                ("Tokens__SigningKeys__1", "unzrZtYGvRFwqF4l1rtgPR4h5LivVrm6ZepWKfvuOTo"),
            ],
            Store.CallsTo("Record").Select(call => ((string)call.Arguments[0]!, (string)call.Arguments[1]!)));
    }

    [Theory]
    [InlineData(Known.Pepper2, Known.Pepper1, WrongPepper)]
    [InlineData(Known.Pepper1, Known.Pepper2, WrongSigningKey)]
    [InlineData(Known.Pepper2, Known.Pepper2, WrongPepper, WrongSigningKey)]
    [InlineData(Known.Pepper1, Known.Pepper1)]
    public async Task A_key_that_is_not_the_first_of_its_number_is_named_at_every_start(
        string pepper, string signingKey, params string[] sentences)
    {
        await FindWrongAsync(app);
        for (var start = 0; start < 2; start++)
        {
            await using var other = app.Beside(Secrets(("1", pepper)), Tokens(("1", signingKey)));
            Assert.Equal(sentences, await FindWrongAsync(other));
        }
    }

    [Fact]
    public async Task Keys_are_rotated_under_new_numbers_and_an_old_number_stays_known()
    {
        await FindWrongAsync(app);
        await using (var both = app.Beside(Secrets(("1", Known.Pepper1), ("2", Known.Pepper2)))) Assert.Empty(await FindWrongAsync(both));
        await using (var second = app.Beside(Secrets(("2", Known.Pepper2)))) Assert.Empty(await FindWrongAsync(second));

        await using var reused = app.Beside(Secrets(("1", Known.Pepper2), ("2", Known.Pepper2)));
        Assert.Equal([WrongPepper], await FindWrongAsync(reused));
    }

    [Fact]
    public async Task An_outage_is_no_verdict_and_the_keys_are_checked_again_after_a_second()
    {
        var isDown = true;
        Store.Before("Record", () => isDown ? throw new StorageUnavailableException(new IOException("No answer.")) : Task.CompletedTask);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => FindWrongAsync(app));
        app.Clock.Advance(TimeSpan.FromMilliseconds(999));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => FindWrongAsync(app));
        Assert.Equal(1, Store.CountOf("Record"));

        isDown = false;
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Empty(await FindWrongAsync(app));
        app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await FindWrongAsync(app));
        Assert.Equal(3, Store.CountOf("Record")); // one that failed, and one for each key
    }

    private static SecretsOptions Secrets(params (string Number, string Key)[] keys) => Known.Peppers(keys).Value;

    private static TokensOptions Tokens(params (string Number, string Key)[] keys)
    {
        var options = new TokensOptions();
        foreach (var (number, key) in keys) options.SigningKeys[number] = key;
        return options;
    }

    private static Task<IReadOnlyList<string>> FindWrongAsync(CoreUnderTest of) => of.Get<CheckKeys>().FindWrongAsync(default);
}
