using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Verification;
using ApiAccounts.Testing.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>The use cases of API users over stores in memory, at <see cref="Known.Now"/>.</summary>
internal sealed class ApiUserUseCases
{
    public static readonly Caller Ada = new(Known.OperatorId, "Ada Example", Grants.None, Address: "192.0.2.7");

    public static readonly Caller Administrator = new(AccountId.New(AccountKind.Operator, 42, 1, 10), "Root", Known.EveryGrant);

    public static readonly Caller Colleague = new(AccountId.New(AccountKind.Operator, 42, 8, 10), "Bob", Grants.None);

    public static readonly Caller Stranger = new(AccountId.New(AccountKind.Operator, 43, 7, 15), "Eve", Known.EveryGrant);

    /// <param name="deadlineStore">In place of one in memory.</param>
    public ApiUserUseCases(IDeadlineStore? deadlineStore = null)
    {
        var feed = AFeed.InMemory(Clock);
        var rows = new InMemoryApiUsers(feed);
        Store = new(rows);
        Services = rows.Services;
        var operators = new InMemoryOperatorStore(feed);
        Operators = new(operators);
        var secrets = Known.Peppers(("1", Known.Pepper1));
        var hasher = new SecretHasher(secrets, NullLogger<SecretHasher>.Instance);
        var audit = new AuditEntries(Clock);
        var deadlines = new ExpiryDeadlines(deadlineStore ?? Deadlines, Clock);
        var holders = new ApiUserHolders(Operators, new(operators, operators));
        Register = new(Store, holders, deadlines, new(hasher, Clock, secrets), audit, Clock);
        Update = new(Store, deadlines, audit);
        Save = new(Store, holders, Register, deadlines, audit, Clock);
        Get = new(Store, Operators);
        List = new(Store, Operators);
        Change = new(Store, audit);
        Delete = new(Store, audit);
        Verify = new(
            new(Store, Services, Operators, operators, operators, new InMemorySessionStore(feed), hasher, feed, Clock, Options.Create(new VerificationOptions())),
            hasher,
            Clock);
    }

    public FakeClock Clock { get; } = new(Known.Now);

    public CountedApiUsers Store { get; }

    public InMemoryCustomServices Services { get; }

    public CrashingOperatorStore Operators { get; }

    public InMemoryDeadlineStore Deadlines { get; } = new();

    public RegisterApiUser Register { get; }

    public UpdateApiUser Update { get; }

    public SaveApiUserChanges Save { get; }

    public GetApiUser Get { get; }

    public ListApiUsers List { get; }

    public ChangeApiUser Change { get; }

    public DeleteApiUser Delete { get; }

    public VerifyApiUser Verify { get; }

    public int StoreCalls => Store.Calls + Operators.Calls;

    public Task KeepAsync(ApiUser apiUser) =>
        Store.AddAsync(apiUser, new AuditEntries(Clock).New(AuditAction.ApiUserRegistered, apiUser.Id, caller: null), default);
}
