using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.Tests.OAuth;

/// <summary>A refresh token works once, and a little longer for a lost answer; one that comes again after that ends the session.</summary>
public sealed class RefreshTests : IDisposable
{
    private readonly AdasTokens tokens = new();

    public void Dispose() => tokens.Dispose();

    [Fact]
    public async Task Each_refresh_returns_the_next_tokens()
    {
        var token = await SignInAsync();
        for (var generation = 1; generation <= 3; generation++)
        {
            tokens.Clock.Advance(TimeSpan.FromMinutes(1));
            var next = (await tokens.RefreshAsync(token)).Value();
            Assert.Equal(generation, (await tokens.App.Get<TokenSigner>().ReadRefreshAsync(next.RefreshToken!))!.Generation);
            Assert.Equal("good", await tokens.VerifyAsync(next.AccessToken));
            token = next.RefreshToken!;
        }
    }

    [Fact]
    public async Task The_previous_token_gets_the_current_one_for_30_seconds_without_a_write()
    {
        var first = await SignInAsync();
        var second = (await tokens.RefreshAsync(first)).Value().RefreshToken!;
        var writes = tokens.App.Spy<ISessionStore>().CountOf("Add", "Rotate", "Delete");

        tokens.Clock.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1));
        var again = (await tokens.RefreshAsync(first)).Value();

        Assert.Equal(1, (await tokens.App.Get<TokenSigner>().ReadRefreshAsync(again.RefreshToken!))!.Generation);
        Assert.Equal("good", await tokens.VerifyAsync(again.AccessToken));
        Assert.Equal(writes, tokens.App.Spy<ISessionStore>().CountOf("Add", "Rotate", "Delete"));
        Assert.Null((await tokens.RefreshAsync(second)).Error);
    }

    [Fact]
    public async Task Reuse_after_30_seconds_ends_the_session_for_both_and_is_audited()
    {
        var first = await SignInAsync();
        var second = (await tokens.RefreshAsync(first)).Value();
        tokens.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(TokenErrors.WrongRefreshToken, (await tokens.RefreshAsync(first)).Error);

        Assert.Equal(TokenErrors.WrongRefreshToken, (await tokens.RefreshAsync(second.RefreshToken!)).Error);
        Assert.Equal("invalid_token", await tokens.VerifyAsync(second.AccessToken));
        var entry = tokens.App.Trail[^1];
        Assert.Equal(
            (AuditAction.RefreshTokenReused, Known.OperatorId, null, "192.0.2.7", """[{"field":"client","after":"console"}]"""),
            (entry.Action, entry.Subject, entry.Actor, entry.Address, entry.Changes?.ToString()));
        Assert.NotNull(entry.Session);
    }

    [Fact]
    public async Task Reuse_of_the_token_before_the_previous_one_ends_the_session_at_once()
    {
        var first = await SignInAsync();
        var second = (await tokens.RefreshAsync(first)).Value();
        var third = (await tokens.RefreshAsync(second.RefreshToken!)).Value();
        Assert.Equal(TokenErrors.WrongRefreshToken, (await tokens.RefreshAsync(first)).Error);
        Assert.Equal("invalid_token", await tokens.VerifyAsync(third.AccessToken));
    }

    [Fact]
    public async Task Two_concurrent_refreshes_both_succeed_with_the_same_generation()
    {
        var token = await SignInAsync();
        Task<Result<IssuedTokens>>? other = null;
        tokens.App.Spy<ISessionStore>().BeforeNext("Rotate", () => other = tokens.RefreshAsync(token));

        var one = (await tokens.RefreshAsync(token)).Value();

        var two = (await other!).Value();
        Assert.Equal(1, (await tokens.App.Get<TokenSigner>().ReadRefreshAsync(one.RefreshToken!))!.Generation);
        Assert.Equal(1, (await tokens.App.Get<TokenSigner>().ReadRefreshAsync(two.RefreshToken!))!.Generation);
    }

    [Fact]
    public async Task A_refresh_whose_own_write_is_reported_as_a_conflict_succeeds()
    {
        var token = await SignInAsync();
        tokens.App.Spy<ISessionStore>().InsteadOfNext("Rotate", async next => await next() is not true);
        var next = (await tokens.RefreshAsync(token)).Value();
        Assert.Equal(1, (await tokens.App.Get<TokenSigner>().ReadRefreshAsync(next.RefreshToken!))!.Generation);
    }

    [Fact]
    public async Task Another_clients_token_is_refused_and_stays_valid_for_its_own()
    {
        var token = await SignInAsync();
        Assert.Equal(TokenErrors.WrongRefreshToken, (await tokens.RefreshAsync(token, new("another", ApiUser: null))).Error);
        Assert.Null((await tokens.RefreshAsync(token)).Error);
    }

    [Fact]
    public async Task An_access_token_is_not_a_refresh_token()
    {
        await tokens.KeepAdaAsync();
        Assert.Equal(TokenErrors.WrongRefreshToken, (await tokens.RefreshAsync((await tokens.SignInAsync()).AccessToken)).Error);
    }

    [Fact]
    public async Task A_session_ends_30_days_after_it_began_however_often_it_is_refreshed()
    {
        var token = await SignInAsync();
        for (var day = 0; day < 29; day++)
        {
            tokens.Clock.Advance(TimeSpan.FromDays(1));
            token = (await tokens.RefreshAsync(token)).Value().RefreshToken!;
        }
        tokens.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(10));
        var last = (await tokens.RefreshAsync(token)).Value();
        Assert.Equal(TimeSpan.FromMinutes(10), last.Lifetime);
        tokens.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(TokenErrors.WrongRefreshToken, (await tokens.RefreshAsync(last.RefreshToken!)).Error);
    }

    [Fact]
    public async Task An_operator_that_may_no_longer_sign_in_gets_no_tokens()
    {
        var token = await SignInAsync();
        (Func<Operator, Operator> Change, Func<Operator, Operator> Undo)[] changes =
        [
            (ada => ada with { Status = OperatorStatus.Locked }, ada => ada with { Status = OperatorStatus.Active }),
            (ada => ada with { Status = OperatorStatus.Inactive }, ada => ada with { Status = OperatorStatus.Active }),
            (ada => ada with { ExpiresAt = Known.Now }, ada => ada with { ExpiresAt = null }),
            (ada => ada with { AllowsPasswordSignIn = false }, ada => ada with { AllowsPasswordSignIn = true }),
            (ada => ada with { IsApiOnly = true }, ada => ada with { IsApiOnly = false }),
            (ada => ada with { SignInVersion = 1 }, ada => ada with { SignInVersion = 0 }),
        ];
        foreach (var (change, undo) in changes)
        {
            await tokens.ChangeAdaAsync(change);
            Assert.Equal(TokenErrors.WrongRefreshToken, (await tokens.RefreshAsync(token)).Error);
            await tokens.ChangeAdaAsync(undo);
            token = (await tokens.RefreshAsync(token)).Value().RefreshToken!;
        }
        await tokens.DeleteAdaAsync();
        Assert.Equal(TokenErrors.WrongRefreshToken, (await tokens.RefreshAsync(token)).Error);
    }

    private async Task<string> SignInAsync()
    {
        await tokens.KeepAdaAsync();
        return (await tokens.SignInAsync()).RefreshToken!;
    }
}
