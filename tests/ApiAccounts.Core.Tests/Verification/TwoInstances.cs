using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Verification;

namespace ApiAccounts.Core.Tests.Verification;

/// <summary>An instance that verifies, and another one on the same storage that the changes are made on.</summary>
internal sealed class TwoInstances : IDisposable
{
    private readonly CoreUnderTest other = new();
    private readonly CoreUnderTest own;

    public TwoInstances(VerificationOptions? options = null) => own = other.Beside(options ?? new());

    public FakeClock Clock => own.Clock;

    /// <summary>As the verifying instance reads them.</summary>
    public Spy<IChangeStore> Changes => own.Spy<IChangeStore>();

    /// <inheritdoc cref="Changes"/>
    public Spy<IApiUserStore> ApiUsers => own.Spy<IApiUserStore>();

    /// <inheritdoc cref="Changes"/>
    public Spy<IOperatorStore> Operators => own.Spy<IOperatorStore>();

    public async Task KeepAsync()
    {
        await other.Operators.KeepAsync(AnOperator.Active());
        await AddAsync(Known.ApiUserId);
    }

    /// <summary>An API user before its operator is complete: nobody has its secret, but anybody can make up its user name.</summary>
    public async Task KeepPendingAsync()
    {
        await other.Operators.KeepAsync(AnOperator.Pending());
        await AddAsync(Known.ApiUserId);
    }

    public async Task CompleteOperatorAsync() =>
        await other.Get<CreateOperator>().CompleteAsync(AnOperator.Pending(), caller: null, default);

    public Task AddAsync(AccountId id) => other.KeepAsync(AnApiUser.Working() with { Id = id });

    public Task DeleteAsync(AccountId id) => other.ApiUsers.DeleteAsync(id, other.NewEntry(id, AuditAction.ApiUserDeleted), default);

    /// <summary>Announces a change that is not made yet.</summary>
    public Task AnnounceAsync(AccountId id) => other.Get<IChangeStore>().AddAsync([id], default);

    /// <summary>Long after its announcement.</summary>
    public async Task DeleteUnannouncedAsync(AccountId id)
    {
        other.Spy<IChangeStore>().Instead("Add", (_, _) => Task.FromResult<object?>(null));
        await DeleteAsync(id);
        other.Spy<IChangeStore>().LeaveAlone("Add");
    }

    public Task LockOperatorAsync() => other.ChangeAsync(Known.OperatorId, _ => AnOperator.Locked());

    public Task<string> VerifyAsync() => VerifyAsync(Known.ApiUserId);

    /// <returns>The code of the error, or <c>good</c>.</returns>
    public async Task<string> VerifyAsync(AccountId id) =>
        (await own.Get<VerifyApiUser>().ExecuteAsync(id.UserName, Known.Secret, default)).Code();

    /// <summary>Waits until a read of the changes that a request began in passing has ended.</summary>
    public Task ReadingEndsAsync() => own.Get<ChangesFeed>().Reading;

    /// <summary>How many calls of either store it takes.</summary>
    public async Task<int> CallsOfAsync(Func<Task> action)
    {
        var before = own.StoreCalls();
        await action();
        return own.StoreCalls() - before;
    }

    public void Dispose()
    {
        own.Dispose();
        other.Dispose();
    }
}
