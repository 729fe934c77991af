using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.OAuth;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Verification;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>Ada, who is API-only, and her custom services.</summary>
internal sealed class AdasServices : IDisposable
{
    public static CustomServiceSettings Settings { get; } = new("Sync", "Leads, every night");

    public CoreUnderTest App { get; } = new();

    public FakeClock Clock => App.Clock;

    public Task KeepAdaAsync(Func<Operator, Operator>? with = null)
    {
        var ada = AnOperator.Active() with { IsApiOnly = true, Email = "sync@partner.example" };
        return App.Operators.KeepAsync(with?.Invoke(ada) ?? ada);
    }

    /// <summary>Ada's, created by herself.</summary>
    public async Task<NewServiceSecret> CreateAsync() =>
        (await App.Get<CreateCustomService>().ExecuteAsync(Callers.Ada, Known.OperatorId, Settings, default)).Value();

    public async Task<NewServiceSecret> RegenerateAsync(AccountId id, int overlapDays) =>
        (await App.Get<RegenerateServiceSecret>().ExecuteAsync(Callers.Ada, id, overlapDays, default)).Value();

    /// <param name="on">Another instance than <see cref="App"/>.</param>
    public async Task<IssuedTokens> TokenAsync(NewServiceSecret of, CoreUnderTest? on = null) =>
        (await (on ?? App).Get<GrantServiceToken>().ExecuteAsync(of.Service.Id.ToString(), of.Secret, "192.0.2.7", default)).Value();

    /// <returns>The code of the error, or <c>good</c>.</returns>
    public async Task<string> GrantAsync(AccountId id, string? secret) =>
        (await App.Get<GrantServiceToken>().ExecuteAsync(id.ToString(), secret, "192.0.2.7", default)).Code();

    /// <returns>The code of the error, or <c>good</c>.</returns>
    public async Task<string> VerifyAsync(IssuedTokens token) =>
        (await App.Get<VerifyAccessToken>().ExecuteAsync(token.AccessToken, default)).Code();

    public Task ChangeAdaAsync(Func<Operator, Operator> change) => App.ChangeAsync(Known.OperatorId, change);

    public Task DeleteAdaAsync() => App.DeleteAsync(Known.OperatorId);

    public void Dispose() => App.Dispose();
}
