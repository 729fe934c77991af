using ApiAccounts.Core.OAuth;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Verification;

namespace ApiAccounts.Core.Tests.Verification;

/// <summary>
/// At the very instant that access ends nothing works any more, whatever is held in memory; and all of it does again once the access is
/// extended.
/// </summary>
public sealed class ExpiryTests : IDisposable
{
    private static readonly DateTimeOffset End = Known.Now.AddMinutes(10).AddTicks(3);

    private readonly AdasTokens tokens = new();

    public void Dispose() => tokens.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cached_rows_of_an_API_user_and_its_operator_do_not_outlive_them(bool isOfOperator)
    {
        var app = new CoreUnderTest();
        await app.KeepAsync(AnApiUser.Working() with { ExpiresAt = isOfOperator ? null : End });
        await app.Operators.KeepAsync(AnOperator.Active() with { ExpiresAt = isOfOperator ? End : null });
        Assert.Equal("good", await VerifyAsync());
        app.Clock.AdjustTime(End.AddTicks(-1));
        Assert.Equal("good", await VerifyAsync());
        var calls = app.StoreCalls();

        app.Clock.AdjustTime(End);
        Assert.Equal("credential_ended", await VerifyAsync());

        Assert.Equal(calls, app.StoreCalls()); // it was held all the time
        app.Clock.AdjustTime(End.AddTicks(-1));
        Assert.Equal("good", await VerifyAsync());

        async Task<string> VerifyAsync() =>
            (await app.Get<VerifyApiUser>().ExecuteAsync(Known.ApiUserName, Known.Secret, default)).Error?.Code ?? "good";
    }

    [Fact]
    public async Task An_operators_sign_in_and_tokens_end_with_its_access()
    {
        await tokens.KeepAdaAsync(ada => ada with { ExpiresAt = End });
        var issued = await tokens.SignInAsync();
        Assert.Equal("good", await tokens.VerifyAsync(issued.AccessToken));
        var reads = tokens.App.Spy<ISessionStore>().CountOf("Find");

        tokens.Clock.AdjustTime(End.AddTicks(-1));
        Assert.Equal("good", await tokens.VerifyAsync(issued.AccessToken));
        Assert.Equal("good", await SignInAsync());
        tokens.Clock.AdjustTime(End);
        Assert.Equal("invalid_token", await tokens.VerifyAsync(issued.AccessToken));
        Assert.Equal(reads, tokens.App.Spy<ISessionStore>().CountOf("Find"));
        Assert.Equal("invalid_grant", await SignInAsync());
        Assert.Equal("invalid_grant", (await tokens.RefreshAsync(issued.RefreshToken!)).Error?.Code);

        await tokens.ChangeAdaAsync(ada => ada with { ExpiresAt = End.AddMinutes(1) });
        Assert.Equal("good", await tokens.VerifyAsync(issued.AccessToken));
        Assert.Equal("good", await SignInAsync());
        tokens.Clock.AdjustTime(End.AddMinutes(1).AddTicks(-1));
        Assert.Null((await tokens.RefreshAsync(issued.RefreshToken!)).Error);
        tokens.Clock.AdjustTime(End.AddMinutes(1));
        Assert.Equal("invalid_grant", await SignInAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_tokens_of_an_API_user_end_with_its_access(bool isOfOperator)
    {
        await tokens.KeepAdaAsync(ada => ada with { ExpiresAt = isOfOperator ? End : null });
        await tokens.KeepAsync(AnApiUser.Working() with { ExpiresAt = isOfOperator ? null : End });
        var client = await tokens.ApiUserClientAsync();
        var issued = (await tokens.App.Get<GrantByClientCredentials>().ExecuteAsync(client, scope: null, "192.0.2.7", default)).Value();

        Assert.Equal("good", await tokens.VerifyAsync(issued.AccessToken));
        tokens.Clock.AdjustTime(End.AddTicks(-1));
        Assert.Equal("good", await tokens.VerifyAsync(issued.AccessToken));
        tokens.Clock.AdjustTime(End);
        Assert.Equal("invalid_token", await tokens.VerifyAsync(issued.AccessToken));
        Assert.Equal(
            "credential_ended",
            (await tokens.App.Get<VerifyApiUser>().ForTokensAsync(Known.ApiUserName, Known.Secret, default)).Error?.Code);

        if (isOfOperator) await tokens.ChangeAdaAsync(ada => ada with { ExpiresAt = null });
        else await tokens.ChangeApiUserAsync(apiUser => apiUser with { ExpiresAt = null });
        Assert.Equal("good", await tokens.VerifyAsync(issued.AccessToken));
    }

    private async Task<string> SignInAsync() => (await tokens.App.Get<GrantByPassword>().ExecuteAsync(
        AdasTokens.Console, "ada@partner.example", Known.Password, scope: null, "192.0.2.7", default)).Error?.Code ?? "good";
}
