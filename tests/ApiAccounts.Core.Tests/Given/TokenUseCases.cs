using System.Security.Cryptography;
using System.Text;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.OAuth;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Verification;
using ApiAccounts.Testing.InMemory;
using Microsoft.Extensions.Logging.Abstractions;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>The use cases of tokens over stores in memory, at <see cref="Known.Now"/>; Ada has the password <see cref="Known.Password"/>.</summary>
internal sealed class TokenUseCases : IDisposable
{
    public static readonly TokenClient Console = new(TokenClient.Console, ApiUser: null);

    private readonly OperatorUseCases operators = new();
    private readonly InMemoryApiUsers apiUsers;
    private readonly HeldCredentials held;
    private readonly AuditEntries audit;

    public TokenUseCases(params (string KeyId, string Key)[] keys)
    {
        Options = new();
        foreach (var (keyId, key) in keys.Length > 0 ? keys : [("1", Known.Pepper1)]) Options.SigningKeys[keyId] = key;
        var options = Microsoft.Extensions.Options.Options.Create(Options);
        Feed = AFeed.InMemory(Clock);
        apiUsers = new(Feed);
        Rows = new InMemoryOperatorStore(Feed);
        audit = new(Clock);
        Sessions = new(new InMemorySessionStore(Feed));
        Signer = new(options);
        Issue = new(Signer, Clock, options);
        var attempts = new SignInAttempts(operators.Tallies, Rows, Trail, audit, Clock);
        var create = new CreateOperator(
            Rows,
            Rows,
            Rows,
            operators.Passwords,
            operators.TemporaryFrom(operators.Passwords),
            operators.Invitation,
            new(operators.Deadlines, Clock),
            audit,
            Clock,
            Microsoft.Extensions.Options.Options.Create(new AccountsOptions()));
        var signIn = new SignInOperator(Rows, new(Rows, Rows), operators.Passwords, attempts, create, Clock);
        var begin = new BeginSession(Sessions, Rows, Trail, audit, Clock);
        ByPassword = new(signIn, begin, Issue, Clock, options);
        ByRefreshToken = new(Sessions, Rows, Signer, Issue, Trail, audit, Clock);
        ByClientCredentials = new(Rows, begin, Issue, Clock, options);
        Revoke = new(Sessions, Signer, Trail, audit);
        var secrets = new SecretHasher(Known.Peppers(("1", Known.Pepper1)), NullLogger<SecretHasher>.Instance);
        held = new(
            apiUsers, apiUsers.Services, Rows, Rows, Rows, Sessions, secrets, Feed, Clock, Microsoft.Extensions.Options.Options.Create(new VerificationOptions()));
        Verify = new(Signer, held, Clock);
        VerifyApiUser = new(held, secrets, Clock);
        Inspect = new(Sessions, Rows, Signer, Verify, Clock);
    }

    public TokensOptions Options { get; }

    public FakeClock Clock => operators.Clock;

    public ChangesFeed Feed { get; }

    public InMemoryOperatorStore Rows { get; }

    public WatchedSessionStore Sessions { get; }

    public InMemoryAudit Trail => operators.Trail;

    public TokenSigner Signer { get; }

    public IssueTokens Issue { get; }

    public GrantByPassword ByPassword { get; }

    public GrantByRefreshToken ByRefreshToken { get; }

    public GrantByClientCredentials ByClientCredentials { get; }

    public RevokeToken Revoke { get; }

    public VerifyAccessToken Verify { get; }

    public VerifyApiUser VerifyApiUser { get; }

    public InspectToken Inspect { get; }

    /// <summary>A part of a JWT as it is written in one.</summary>
    public static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>A JWT with a right signature of a key, whatever it says.</summary>
    public static string Signed(string header, string payload, string key = Known.Pepper1)
    {
        var head = $"{Part(header)}.{Part(payload)}";
        var mac = HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes(head));
        return $"{head}.{Convert.ToBase64String(mac).TrimEnd('=').Replace('+', '-').Replace('/', '_')}";
    }

    /// <summary>The JSON of a part of a JWT: 0 is its header, 1 what it says.</summary>
    public static string Read(string token, int part)
    {
        var text = token.Split('.')[part].Replace('-', '+').Replace('_', '/');
        return Encoding.UTF8.GetString(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '=')));
    }

    public async Task KeepAdaAsync(Func<Operator, Operator>? with = null)
    {
        Assert.True((await operators.Passwords.HashAsync(Known.Password, default)).TryGet(out var hash, out _));
        var ada = AnOperator.Active() with { PasswordHash = hash };
        await Rows.KeepAsync(with?.Invoke(ada) ?? ada);
    }

    public async Task ChangeAdaAsync(Func<Operator, Operator> change)
    {
        var current = (await Rows.FindMadeAsync(Known.OperatorId, default))!;
        Assert.True(await Rows.ChangeAsync(current with { Value = change(current.Value) }, partner: null, Audit(Known.OperatorId), default));
    }

    public async Task DeleteAdaAsync() =>
        Assert.True(await Rows.DeleteAsync((await Rows.FindMadeAsync(Known.OperatorId, default))!, partner: null, Audit(Known.OperatorId), default));

    public Task KeepAsync(ApiUser apiUser) => apiUsers.AddAsync(apiUser, Audit(apiUser.Id), default);

    public async Task ChangeApiUserAsync(Func<ApiUser, ApiUser> change)
    {
        var current = (await apiUsers.FindStoredAsync(Known.ApiUserId, default))!;
        var changed = change(current.Value);
        Assert.True(await apiUsers.RotateAsync(current with { Value = changed }, Audit(Known.ApiUserId), default));
        Assert.True(await apiUsers.ChangeAsync(Known.ApiUserId, changed.Settings, Audit(Known.ApiUserId), default));
    }

    public Task DeleteApiUserAsync() => apiUsers.DeleteAsync(Known.ApiUserId, Audit(Known.ApiUserId), default);

    public async Task<IssuedTokens> SignInAsync(TokenClient? client = null) =>
        Value(await ByPassword.ExecuteAsync(client ?? Console, "ada@partner.example", Known.Password, scope: null, "192.0.2.7", default));

    public Task<Result<IssuedTokens>> RefreshAsync(string token, TokenClient? client = null) =>
        ByRefreshToken.ExecuteAsync(client ?? Console, token, scope: null, "192.0.2.7", default);

    /// <summary>The API user as a client, its credentials verified.</summary>
    public async Task<TokenClient> ApiUserClientAsync(string secret = Known.Secret) =>
        new(Known.ApiUserName, Value(await VerifyApiUser.ForTokensAsync(Known.ApiUserName, secret, default)));

    /// <returns>The code of the error, or <c>good</c>.</returns>
    public async Task<string> VerifyAsync(string accessToken) => (await Verify.ExecuteAsync(accessToken, default)).Error?.Code ?? "good";

    public void Dispose()
    {
        held.Dispose();
        operators.Dispose();
    }

    public static T Value<T>(Result<T> result) => result.TryGet(out var value, out var error) ? value : throw new InvalidOperationException(error.Message);

    private AuditEntry Audit(AccountId id) => audit.New(AuditAction.OperatorChanged, id, caller: null);
}
