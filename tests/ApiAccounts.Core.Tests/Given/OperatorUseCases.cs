using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Groups;
using ApiAccounts.Core.Operators;
using ApiAccounts.Core.Partners;
using ApiAccounts.Storage.InMemory;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>The use cases of operators over a store in memory that can be made to fail, at <see cref="Known.Now"/>.</summary>
internal sealed class OperatorUseCases : IDisposable
{
    public OperatorUseCases(int iterations = 10, BootstrapOptions? bootstrap = null, CrashingOperatorStore? store = null)
    {
        var rows = new InMemoryOperatorStore(AFeed.InMemory(Clock));
        Store = store ?? new(rows);
        Groups = rows;
        Passwords = new(Options.Create(new PasswordsOptions { Iterations = iterations, MaxWaitingHashes = 1_000 }));
        Create = new(Store, Groups, Passwords, new AuditEntries(Clock), Clock, Options.Create(new AccountsOptions()));
        SignIn = new(Store, Groups, Passwords, Create, Clock);
        Add = new(Store, Groups, Create);
        Change = new(Store, Groups, Passwords, new AuditEntries(Clock));
        Delete = new(Store, Groups, Ended, new AuditEntries(Clock));
        DeleteAll = new(Store, Groups, Ended, new AuditEntries(Clock));
        Authorization = new(Store, new AuditEntries(Clock));
        Bootstrap = new(Store, Create, Options.Create(bootstrap ?? new BootstrapOptions()));
    }

    public ManualTimeProvider Clock { get; } = new(Known.Now);

    public CrashingOperatorStore Store { get; }

    public IGroupStore Groups { get; }

    public PasswordHashing Passwords { get; }

    public CreateOperator Create { get; }

    public SignInOperator SignIn { get; }

    public InMemoryEndedOperators Ended { get; } = new();

    public AddOperator Add { get; }

    public ChangeOperator Change { get; }

    public DeleteOperator Delete { get; }

    public DeleteOperators DeleteAll { get; }

    public ChangeAuthorization Authorization { get; }

    public BootstrapFirstPartner Bootstrap { get; }

    public void Dispose() => Passwords.Dispose();
}
