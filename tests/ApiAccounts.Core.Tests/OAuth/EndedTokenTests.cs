using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.OAuth;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Verification;

namespace ApiAccounts.Core.Tests.OAuth;

/// <summary>What ends tokens, and what is told of them.</summary>
public sealed class EndedTokenTests : IDisposable
{
    private static readonly Caller Colleague = new(AccountId.New(AccountKind.Operator, 42, 8, 15), "Bob", Grants.None, Known.ApiUser(5));

    private readonly AdasTokens tokens = new();

    public void Dispose() => tokens.Dispose();

    [Fact]
    public async Task An_access_token_works_for_an_hour()
    {
        await tokens.KeepAdaAsync();
        var issued = await tokens.SignInAsync();
        tokens.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.Equal("good", await tokens.VerifyAsync(issued.AccessToken));
        tokens.Clock.Advance(TimeSpan.FromTicks(1));
        var error = (await tokens.App.Get<VerifyAccessToken>().ExecuteAsync(issued.AccessToken, default)).Error!;
        Assert.Equal(("invalid_token", "The access token has expired."), (error.Code, error.Message));
    }

    [Fact]
    public async Task An_access_token_stops_working_when_its_operator_may_not_sign_in()
    {
        await tokens.KeepAdaAsync();
        var issued = await tokens.SignInAsync();
        (Func<Operator, Operator> Change, string Then)[] changes =
        [
            (ada => ada with { Status = OperatorStatus.Locked }, "invalid_token"),
            (ada => ada with { Status = OperatorStatus.Active }, "good"),
            (ada => ada with { Status = OperatorStatus.Inactive }, "invalid_token"),
            (ada => ada with { Status = OperatorStatus.Active, ExpiresAt = Known.Now }, "invalid_token"),
            (ada => ada with { ExpiresAt = Known.Now.AddTicks(1) }, "good"),
            (ada => ada with { SignInVersion = 1 }, "invalid_token"),
        ];
        foreach (var (change, then) in changes)
        {
            await tokens.ChangeAdaAsync(change);
            Assert.Equal(then, await tokens.VerifyAsync(issued.AccessToken));
        }
        await tokens.ChangeAdaAsync(ada => ada with { SignInVersion = 0 });
        Assert.Equal("good", await tokens.VerifyAsync(issued.AccessToken));
        await tokens.DeleteAdaAsync();
        Assert.Equal("invalid_token", await tokens.VerifyAsync(issued.AccessToken));
    }

    [Fact]
    public async Task The_caller_of_a_token_has_the_operators_current_rights()
    {
        await tokens.KeepAdaAsync();
        var issued = await tokens.SignInAsync();
        Assert.Empty((await CallerAsync(issued)).Grants.OnPartner);
        await tokens.ChangeAdaAsync(ada => ada with { IsAdministrator = true });
        Assert.Equal(Known.EveryGrant.OnPartner.Order(), (await CallerAsync(issued)).Grants.OnPartner.Order());
        Assert.Equal(
            (await tokens.App.Get<TokenSigner>().ReadAccessAsync(issued.AccessToken))!.Origin, (await CallerAsync(issued)).Session);
    }

    [Fact]
    public async Task Verifying_a_token_reads_the_session_once()
    {
        await tokens.KeepAdaAsync();
        var issued = await tokens.SignInAsync();
        for (var i = 0; i < 3; i++) Assert.Equal("good", await tokens.VerifyAsync(issued.AccessToken));
        Assert.Equal(1, tokens.App.Spy<ISessionStore>().CountOf("Find"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Revoking_either_token_ends_the_session(bool byAccessToken)
    {
        await tokens.KeepAdaAsync();
        var issued = await tokens.SignInAsync();
        Assert.Equal("good", await tokens.VerifyAsync(issued.AccessToken));
        Assert.Null((await RevokeAsync(byAccessToken ? issued.AccessToken : issued.RefreshToken!)).Error);

        Assert.Equal("invalid_token", await tokens.VerifyAsync(issued.AccessToken));
        Assert.Equal(TokenErrors.WrongRefreshToken, (await tokens.RefreshAsync(issued.RefreshToken!)).Error);
        var entry = tokens.App.Trail[^1];
        Assert.Equal(
            (AuditAction.SessionEnded, Known.OperatorId, Known.OperatorId, "192.0.2.7"),
            (entry.Action, entry.Subject, entry.Actor, entry.Address));
    }

    [Fact]
    public async Task Revoking_an_expired_revoked_or_invalid_token_succeeds()
    {
        await tokens.KeepAdaAsync();
        var issued = await tokens.SignInAsync();
        tokens.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Null((await RevokeAsync(issued.AccessToken)).Error);
        Assert.Equal(TokenErrors.WrongRefreshToken, (await tokens.RefreshAsync(issued.RefreshToken!)).Error);
        Assert.Null((await RevokeAsync(issued.AccessToken)).Error);
        Assert.Null((await RevokeAsync("nonsense")).Error);
        Assert.Equal(2, tokens.App.Trail.Count);
    }

    [Fact]
    public async Task Another_client_cannot_revoke_a_token()
    {
        await tokens.KeepAdaAsync();
        var issued = await tokens.SignInAsync();
        Assert.Equal(
            "invalid_grant",
            (await tokens.App.Get<RevokeToken>().ExecuteAsync(new("another", null), issued.AccessToken, null, default)).Error!.Code);
        Assert.Equal("good", await tokens.VerifyAsync(issued.AccessToken));
    }

    [Fact]
    public async Task Introspection_describes_an_active_token()
    {
        await tokens.KeepAdaAsync();
        var issued = await tokens.SignInAsync();
        var access = (await InspectAsync(issued.AccessToken))!;
        Assert.Equal(new IntrospectedToken("api", "console", Known.OperatorId, IsAccess: true, Known.Now, Known.Now.AddHours(1)), access);
        var refresh = (await InspectAsync(issued.RefreshToken!))!;
        Assert.Equal((false, Known.Now, Known.Now.AddDays(30)), (refresh.IsAccess, refresh.IssuedAt, refresh.ExpiresAt));
    }

    [Fact]
    public async Task Introspection_reports_another_partners_token_as_inactive()
    {
        await tokens.KeepAdaAsync();
        var issued = await tokens.SignInAsync();
        var stranger = new Caller(AccountId.New(AccountKind.Operator, 43, 8, 15), "Eve", Known.EveryGrant, Known.ApiUser(5, pid: 43));
        Assert.Null(await tokens.App.Get<IntrospectToken>().ExecuteAsync(stranger, issued.AccessToken, default));
        Assert.Null(await tokens.App.Get<IntrospectToken>().ExecuteAsync(stranger, issued.RefreshToken!, default));
    }

    [Fact]
    public async Task Introspection_reports_an_ended_token_as_inactive()
    {
        await tokens.KeepAdaAsync();
        var issued = await tokens.SignInAsync();
        var next = (await tokens.RefreshAsync(issued.RefreshToken!)).Value();
        Assert.NotNull(await InspectAsync(issued.RefreshToken!)); // its answer may have been lost
        tokens.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(await InspectAsync(issued.RefreshToken!));
        Assert.NotNull(await InspectAsync(next.RefreshToken!));
        tokens.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await InspectAsync(next.AccessToken));
        await tokens.ChangeAdaAsync(ada => ada with { Status = OperatorStatus.Locked });
        Assert.Null(await InspectAsync(next.RefreshToken!));
        Assert.Null(await InspectAsync("nonsense"));
    }

    private Task<Result<Unit>> RevokeAsync(string token) =>
        tokens.App.Get<RevokeToken>().ExecuteAsync(AdasTokens.Console, token, "192.0.2.7", default);

    private Task<IntrospectedToken?> InspectAsync(string token) =>
        tokens.App.Get<IntrospectToken>().ExecuteAsync(Colleague, token, default);

    private async Task<Caller> CallerAsync(IssuedTokens issued) =>
        (await tokens.App.Get<VerifyAccessToken>().ExecuteAsync(issued.AccessToken, default)).Value();
}
