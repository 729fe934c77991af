using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.OAuth;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Verification;

namespace ApiAccounts.Core.Tests.OAuth;

/// <summary>Which tokens are given for a password, and for an API user's credentials.</summary>
public sealed class GrantTests : IDisposable
{
    private readonly AdasTokens tokens = new();

    public void Dispose() => tokens.Dispose();

    [Fact]
    public async Task A_password_grant_returns_both_tokens_of_a_session()
    {
        await tokens.KeepAdaAsync();
        var issued = await tokens.SignInAsync();
        Assert.Equal((TimeSpan.FromHours(1), "api"), (issued.Lifetime, issued.Scope));

        var id = (await tokens.App.Get<TokenSigner>().ReadAccessAsync(issued.AccessToken))!.Origin;
        Assert.Equal(id, (await tokens.App.Get<TokenSigner>().ReadRefreshAsync(issued.RefreshToken!))!.Session);
        Assert.Equal((AccountKind.Session, 42u, 7u, 15), (id.Kind, id.Pid, id.UserId, id.Bucket));
        var session = (await tokens.App.Get<ISessionStore>().FindAsync(id, default))!.Value;
        Assert.Equal(
            ("console", Known.Now, Known.Now.AddDays(30), 0), (session.Client, session.CreatedAt, session.EndsAt, session.Generation));
        Assert.Equal("good", await tokens.VerifyAsync(issued.AccessToken));
    }

    [Fact]
    public async Task A_sign_in_is_audited_with_its_session_and_without_a_token()
    {
        await tokens.KeepAdaAsync();
        var issued = await tokens.SignInAsync();
        var entry = Assert.Single(tokens.App.Trail);
        var session = (await tokens.App.Get<TokenSigner>().ReadAccessAsync(issued.AccessToken))!.Origin;
        Assert.Equal(
            (AuditAction.SignedIn, Known.OperatorId, Known.OperatorId, session, "192.0.2.7", """[{"field":"client","after":"console"}]"""),
            (entry.Action, entry.Subject, entry.Actor, entry.Session, entry.Address, entry.Changes?.ToString()));
    }

    [Theory]
    [InlineData("ada@partner.example", "wrong")]
    [InlineData("nobody@partner.example", Known.Password)]
    public async Task A_wrong_password_gets_no_token(string userName, string password)
    {
        await tokens.KeepAdaAsync();
        var error = (await tokens.App.Get<GrantByPassword>().ExecuteAsync(AdasTokens.Console, userName, password, null, null, default))
            .Error;
        Assert.Equal(TokenErrors.WrongPassword, error);
        Assert.Equal(0, tokens.App.Spy<ISessionStore>().CountOf("Add", "Rotate", "Delete"));
    }

    [Fact]
    public async Task An_API_user_as_client_lets_only_its_own_partners_operators_sign_in()
    {
        await tokens.KeepAdaAsync();
        var own = new Caller(AccountId.New(AccountKind.Operator, 42, 8, 15), "Bob", Grants.None, Known.ApiUser(5));
        var foreign = new Caller(AccountId.New(AccountKind.Operator, 43, 8, 15), "Eve", Grants.None, Known.ApiUser(5, pid: 43));
        Assert.Equal("good", await tokens.VerifyAsync((await tokens.SignInAsync(new("through", new(own, "fingerprint")))).AccessToken));
        var refused = await tokens.App.Get<GrantByPassword>().ExecuteAsync(
            new("through", new(foreign, "fingerprint")), "ada@partner.example", Known.Password, null, null, default);
        Assert.Equal(TokenErrors.WrongPassword, refused.Error);
    }

    [Theory]
    [InlineData("api", null)]
    [InlineData("api api", null)]
    [InlineData("change_password", "invalid_scope")]
    [InlineData("api admin", "invalid_scope")]
    public async Task Only_the_existing_scope_can_be_requested(string scope, string? error)
    {
        await tokens.KeepAdaAsync();
        Assert.Equal(error, (await tokens.App.Get<GrantByPassword>().ExecuteAsync(
            AdasTokens.Console, "ada@partner.example", Known.Password, scope, null, default)).Error?.Code);
    }

    [Fact]
    public async Task A_temporary_password_allows_only_its_own_change_and_only_until_it_expires()
    {
        await tokens.KeepAdaAsync(ada => ada with { TemporaryPasswordEndsAt = Known.Now.AddMinutes(30) });
        var issued = await tokens.SignInAsync();
        Assert.Equal((TimeSpan.FromMinutes(30), "change_password"), (issued.Lifetime, issued.Scope));
        Assert.True((await tokens.App.Get<VerifyAccessToken>().ExecuteAsync(issued.AccessToken, default)).TryGet(out var caller, out _));
        Assert.True(caller.MustChangePassword);
        Assert.Equal("password_change_required", Rights.ToDoMoreThanChangePassword(caller)!.Code);
        Assert.Equal("invalid_scope", (await tokens.App.Get<GrantByPassword>().ExecuteAsync(
            AdasTokens.Console, "ada@partner.example", Known.Password, "api", null, default)).Error!.Code);

        tokens.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("invalid_token", await tokens.VerifyAsync(issued.AccessToken));
        Assert.Equal(TokenErrors.WrongRefreshToken, (await tokens.RefreshAsync(issued.RefreshToken!)).Error);
        Assert.Equal(
            TokenErrors.WrongPassword, (await tokens.App.Get<GrantByPassword>().ExecuteAsync(
                AdasTokens.Console, "ada@partner.example", Known.Password, null, null, default)).Error);
    }

    [Fact]
    public async Task Signing_in_purges_only_expired_sessions()
    {
        await tokens.KeepAdaAsync();
        var first = (await tokens.App.Get<TokenSigner>().ReadAccessAsync((await tokens.SignInAsync()).AccessToken))!.Origin;
        tokens.Clock.Advance(TimeSpan.FromDays(15));
        var second = (await tokens.App.Get<TokenSigner>().ReadAccessAsync((await tokens.SignInAsync()).AccessToken))!.Origin;
        tokens.Clock.Advance(TimeSpan.FromDays(15));
        await tokens.SignInAsync();
        Assert.Null(await tokens.App.Get<ISessionStore>().FindAsync(first, default));
        Assert.NotNull(await tokens.App.Get<ISessionStore>().FindAsync(second, default));
    }

    [Fact]
    public async Task An_API_user_gets_an_access_token_for_itself_and_no_refresh_token()
    {
        await tokens.KeepAdaAsync();
        await tokens.KeepAsync(AnApiUser.Working() with { RateLimit = new(7, 60) });
        var issued = await ByClientAsync();
        Assert.Equal((null, TimeSpan.FromHours(1), "api"), (issued.RefreshToken, issued.Lifetime, issued.Scope));
        Assert.True((await tokens.App.Get<VerifyAccessToken>().ExecuteAsync(issued.AccessToken, default)).TryGet(out var caller, out _));
        Assert.Equal(
            (Known.OperatorId, Known.ApiUserId, new(7, 60), false),
            (caller.Operator, caller.Account, caller.RateLimit, caller.UsedPreviousSecret));
        Assert.Equal((AuditAction.SignedIn, Known.ApiUserId), (tokens.App.Trail[0].Action, tokens.App.Trail[0].Actor));
    }

    [Fact]
    public async Task The_console_gets_no_token_for_itself() =>
        Assert.Equal(
            "unauthorized_client",
            (await tokens.App.Get<GrantByClientCredentials>().ExecuteAsync(AdasTokens.Console, null, null, default)).Error!.Code);

    [Fact]
    public async Task A_token_of_an_API_user_ends_with_the_secret_that_requested_it()
    {
        await tokens.KeepAdaAsync();
        await tokens.KeepAsync(AnApiUser.Working());
        var issued = await ByClientAsync();
        var next = ApiSecret.New("apiacc");

        await tokens.ChangeApiUserAsync(apiUser => apiUser with
        {
            SecretHash = tokens.App.Get<SecretHasher>().Hash(next),
            PreviousSecret = new(Known.SecretHash, Known.Now, Known.Now.AddMinutes(10)),
        });
        Assert.True((await tokens.App.Get<VerifyAccessToken>().ExecuteAsync(issued.AccessToken, default)).TryGet(out var caller, out _));
        Assert.True(caller.UsedPreviousSecret);
        var ofPrevious = await ByClientAsync();
        var ofNext = await ByClientAsync(next);

        tokens.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("invalid_token", await tokens.VerifyAsync(issued.AccessToken));
        Assert.Equal("invalid_token", await tokens.VerifyAsync(ofPrevious.AccessToken));
        Assert.Equal("good", await tokens.VerifyAsync(ofNext.AccessToken));
    }

    [Fact]
    public async Task A_token_of_an_API_user_ends_with_the_API_user()
    {
        await tokens.KeepAdaAsync();
        await tokens.KeepAsync(AnApiUser.Working() with { ExpiresAt = Known.Now.AddMinutes(5) });
        var issued = await ByClientAsync();
        Assert.Equal("good", await tokens.VerifyAsync(issued.AccessToken));
        tokens.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("invalid_token", await tokens.VerifyAsync(issued.AccessToken));

        await tokens.ChangeApiUserAsync(apiUser => apiUser with { ExpiresAt = null });
        Assert.Equal("good", await tokens.VerifyAsync(issued.AccessToken));
        await tokens.ChangeApiUserAsync(apiUser => apiUser with { IsEnabled = false });
        Assert.Equal("invalid_token", await tokens.VerifyAsync(issued.AccessToken));
        await tokens.ChangeApiUserAsync(apiUser => apiUser with { IsEnabled = true });
        Assert.Equal("good", await tokens.VerifyAsync(issued.AccessToken));
        await tokens.DeleteApiUserAsync();
        Assert.Equal("invalid_token", await tokens.VerifyAsync(issued.AccessToken));
    }

    private async Task<IssuedTokens> ByClientAsync(string secret = Known.Secret) =>
        (await tokens.App.Get<GrantByClientCredentials>().ExecuteAsync(await tokens.ApiUserClientAsync(secret), null, null, default))
            .Value();
}
