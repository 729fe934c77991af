using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.OAuth;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Verification;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>Ada, who has the password <see cref="Known.Password"/>, and the tokens she and her API user get.</summary>
internal sealed class AdasTokens : IDisposable
{
    public static readonly TokenClient Console = new(TokenClient.Console, ApiUser: null);

    public TokensOptions Options { get; } = new() { SigningKeys = { ["1"] = Known.Pepper1 } };

    public CoreUnderTest App => field ??= new(Options);

    public FakeClock Clock => App.Clock;

    public async Task KeepAdaAsync(Func<Operator, Operator>? with = null)
    {
        var hash = (await App.Get<PasswordHashing>().HashAsync(Known.Password, default)).Value();
        var ada = AnOperator.Active() with { PasswordHash = hash };
        await App.Operators.KeepAsync(with?.Invoke(ada) ?? ada);
    }

    public Task ChangeAdaAsync(Func<Operator, Operator> change) => App.ChangeAsync(Known.OperatorId, change);

    public Task DeleteAdaAsync() => App.DeleteAsync(Known.OperatorId);

    public Task KeepAsync(ApiUser apiUser) => App.KeepAsync(apiUser);

    public async Task ChangeApiUserAsync(Func<ApiUser, ApiUser> change)
    {
        var current = (await App.ApiUsers.FindVersionedAsync(Known.ApiUserId, default))!;
        var changed = change(current.Value);
        Assert.True(await App.ApiUsers.RotateAsync(current with { Value = changed }, NewEntry(), default));
        Assert.True(await App.ApiUsers.ChangeAsync(Known.ApiUserId, changed.Settings, NewEntry(), default));
    }

    public Task DeleteApiUserAsync() => App.ApiUsers.DeleteAsync(Known.ApiUserId, NewEntry(), default);

    public async Task<IssuedTokens> SignInAsync(TokenClient? client = null) => (await App.Get<GrantByPassword>().ExecuteAsync(
        client ?? Console, "ada@partner.example", Known.Password, scope: null, "192.0.2.7", default)).Value();

    public Task<Result<IssuedTokens>> RefreshAsync(string token, TokenClient? client = null) =>
        App.Get<GrantByRefreshToken>().ExecuteAsync(client ?? Console, token, scope: null, "192.0.2.7", default);

    /// <summary>The API user as a client, its credentials verified.</summary>
    public async Task<TokenClient> ApiUserClientAsync(string secret = Known.Secret) =>
        new(Known.ApiUserName, (await App.Get<VerifyApiUser>().ForTokensAsync(Known.ApiUserName, secret, default)).Value());

    /// <returns>The code of the error, or <c>good</c>.</returns>
    public async Task<string> VerifyAsync(string accessToken) =>
        (await App.Get<VerifyAccessToken>().ExecuteAsync(accessToken, default)).Code();

    public void Dispose() => App.Dispose();

    private AuditEntry NewEntry() => App.NewEntry(Known.ApiUserId, AuditAction.ApiUserChanged);
}
