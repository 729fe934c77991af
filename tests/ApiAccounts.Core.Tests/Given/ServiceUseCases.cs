using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Credentials.Secrets;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.OAuth;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Verification;
using ApiAccounts.Testing.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>The use cases of custom services over stores in memory, at <see cref="Known.Now"/>; Ada is API-only.</summary>
internal sealed class ServiceUseCases : IDisposable
{
    private readonly InMemoryChangeStore changes;
    private readonly SecretHasher secrets = new(Known.Peppers(("1", Known.Pepper1)), NullLogger<SecretHasher>.Instance);
    private readonly List<HeldCredentials> held = [];

    public ServiceUseCases()
    {
        changes = new(Clock);
        var feed = AFeed.Over(changes, Clock);
        Rows = new(feed, Trail);
        Operators = new(feed);
        Store = new(Rows.Services);
        var audit = new AuditEntries(Clock);
        var holders = new ApiUserHolders(Operators, new(Operators, Operators));
        var rotation = new SecretRotation(secrets, Clock, Known.Peppers(("1", Known.Pepper1)));
        Create = new(Store, holders, rotation, audit, Clock);
        Get = new(Store, Operators);
        List = new(Store, Operators);
        Update = new(Store, audit);
        Regenerate = new(Store, holders, rotation, audit);
        Delete = new(Store, audit);
        (Grant, Verify) = NewInstance();
    }

    public FakeClock Clock { get; } = new(Known.Now);

    public InMemoryAudit Trail { get; } = new();

    public InMemoryApiUsers Rows { get; }

    public InMemoryOperatorStore Operators { get; }

    /// <summary>As all instances read and write them.</summary>
    public WatchedServiceStore Store { get; }

    public CreateCustomService Create { get; }

    public GetCustomService Get { get; }

    public ListCustomServices List { get; }

    public UpdateCustomService Update { get; }

    public RegenerateServiceSecret Regenerate { get; }

    public DeleteCustomService Delete { get; }

    public GrantServiceToken Grant { get; }

    public VerifyAccessToken Verify { get; }

    public static CustomServiceSettings Settings { get; } = new("Sync", "Leads, every night");

    /// <summary>Another instance on the same rows and feed.</summary>
    public (GrantServiceToken Grant, VerifyAccessToken Verify) NewInstance()
    {
        var feed = AFeed.Over(changes, Clock);
        var options = new TokensOptions();
        options.SigningKeys["1"] = Known.Pepper1;
        var signer = new TokenSigner(Options.Create(options));
        var credentials = new HeldCredentials(
            Rows, Store, Operators, Operators, Operators, new InMemorySessionStore(feed), secrets, feed, Clock, Options.Create(new VerificationOptions()));
        held.Add(credentials);
        return (new(Store, credentials, secrets, signer, new AuditEntries(Clock), Clock), new(signer, credentials, Clock));
    }

    public Task KeepAdaAsync(Func<Operator, Operator>? with = null)
    {
        var ada = AnOperator.Active() with { IsApiOnly = true, Email = "sync@partner.example" };
        return Operators.KeepAsync(with?.Invoke(ada) ?? ada);
    }

    /// <summary>Ada's, made by herself.</summary>
    public async Task<NewServiceSecret> CreateAsync() =>
        TokenUseCases.Value(await Create.ExecuteAsync(ApiUserUseCases.Ada, Known.OperatorId, Settings, default));

    public async Task<NewServiceSecret> RegenerateAsync(AccountId id, int overlapDays) =>
        TokenUseCases.Value(await Regenerate.ExecuteAsync(ApiUserUseCases.Ada, id, overlapDays, default));

    public async Task<IssuedTokens> TokenAsync(NewServiceSecret of, GrantServiceToken? elsewhere = null) =>
        TokenUseCases.Value(await (elsewhere ?? Grant).ExecuteAsync(of.Service.Id.ToString(), of.Secret, "192.0.2.7", default));

    /// <returns>The code of the error, or <c>good</c>.</returns>
    public async Task<string> GrantAsync(AccountId id, string? secret) =>
        (await Grant.ExecuteAsync(id.ToString(), secret, "192.0.2.7", default)).Error?.Code ?? "good";

    /// <returns>The code of the error, or <c>good</c>.</returns>
    public async Task<string> VerifyAsync(IssuedTokens token) => (await Verify.ExecuteAsync(token.AccessToken, default)).Error?.Code ?? "good";

    public async Task ChangeAdaAsync(Func<Operator, Operator> change)
    {
        var current = (await Operators.FindMadeAsync(Known.OperatorId, default))!;
        Assert.True(await Operators.ChangeAsync(current with { Value = change(current.Value) }, partner: null, Audit(), default));
    }

    public async Task DeleteAdaAsync() =>
        Assert.True(await Operators.DeleteAsync((await Operators.FindMadeAsync(Known.OperatorId, default))!, partner: null, Audit(), default));

    public void Dispose() => held.ForEach(one => one.Dispose());

    private AuditEntry Audit() => new AuditEntries(Clock).New(AuditAction.OperatorChanged, Known.OperatorId, caller: null);
}
