using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Verification;
using ApiAccounts.Testing.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tests.Verification;

/// <summary>An instance that verifies, and another one whose stores the changes are made through: the rows and the feed are the same.</summary>
internal sealed class TwoInstances : IDisposable
{
    private readonly AuditEntries audit;
    private readonly InMemoryApiUsers rows;
    private readonly InMemoryOperatorStore operatorRows;
    private readonly InMemorySessionStore sessionRows;
    private readonly ChangesFeed own;
    private readonly HeldCredentials held;
    private readonly VerifyApiUser verify;

    public TwoInstances(VerificationOptions? options = null)
    {
        var settings = options ?? new();
        Changes = new(Clock);
        var others = AFeed.Over(Changes, Clock);
        rows = new(others);
        operatorRows = new(others);
        sessionRows = new(others);
        audit = new(Clock);
        ApiUsers = new(rows);
        Operators = new(operatorRows);
        var secrets = new SecretHasher(Known.Peppers(("1", Known.Pepper1)), NullLogger<SecretHasher>.Instance);
        own = AFeed.Over(Changes, Clock, settings);
        held = new(ApiUsers, rows.Services, Operators, operatorRows, operatorRows, sessionRows, secrets, own, Clock, Options.Create(settings));
        verify = new(held, secrets, Clock);
    }

    public FakeClock Clock { get; } = new(Known.Now);

    public WatchedChangeStore Changes { get; }

    /// <summary>As the verifying instance reads them.</summary>
    public CountedApiUsers ApiUsers { get; }

    /// <inheritdoc cref="ApiUsers"/>
    public CrashingOperatorStore Operators { get; }

    public async Task KeepAsync()
    {
        await operatorRows.KeepAsync(AnOperator.Active());
        await AddAsync(Known.ApiUserId);
    }

    public Task AddAsync(AccountId id) => rows.AddAsync(AnApiUser.Working() with { Id = id }, Audit(id), default);

    public Task DeleteAsync(AccountId id) => rows.DeleteAsync(id, Audit(id), default);

    /// <summary>Long after its announcement.</summary>
    public async Task DeleteUnannouncedAsync(AccountId id)
    {
        Changes.IsDeaf = true;
        await DeleteAsync(id);
        Changes.IsDeaf = false;
    }

    public async Task LockOperatorAsync()
    {
        var current = (await operatorRows.FindMadeAsync(Known.OperatorId, default))!;
        await operatorRows.ChangeAsync(current with { Value = AnOperator.Locked() }, partner: null, Audit(Known.OperatorId), default);
    }

    public Task<string> VerifyAsync() => VerifyAsync(Known.ApiUserId);

    /// <returns>The code of the error, or <c>good</c>.</returns>
    public async Task<string> VerifyAsync(AccountId id) => (await verify.ExecuteAsync(id.UserName, Known.Secret, default)).Error?.Code ?? "good";

    /// <summary>Waits until a read of the changes that a request began in passing has ended.</summary>
    public Task ReadingEndsAsync() => own.Reading;

    /// <summary>How many calls of either store it takes.</summary>
    public async Task<int> CallsOfAsync(Func<Task> action)
    {
        var before = ApiUsers.Calls + Operators.Calls;
        await action();
        return ApiUsers.Calls + Operators.Calls - before;
    }

    public void Dispose() => held.Dispose();

    private AuditEntry Audit(AccountId id) => audit.New(AuditAction.ApiUserChanged, id, caller: null);
}
