using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Mail;
using ApiAccounts.Testing.InMemory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>Core as the product registers it, over ports in memory that are spied on, from <see cref="Known.Now"/> on.</summary>
internal sealed class CoreUnderTest : IDisposable, IAsyncDisposable
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Secrets:Peppers:1"] = Known.Pepper1,
        ["Tokens:SigningKeys:1"] = Known.Pepper1,
    };

    private readonly object[] given;
    private readonly ServiceProvider provider;

    /// <param name="given">Options in place of those that are bound to settings, and ports in place of those in memory.</param>
    public CoreUnderTest(params object[] given)
        : this(beside: null, given)
    {
    }

    private CoreUnderTest(CoreUnderTest? beside, object[] given)
    {
        this.given = given;
        Clock = beside?.Clock ?? new(Known.Now);
        Mails = beside?.Mails ?? new();
        var services = new ServiceCollection()
            .AddFakeLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build())
            .AddSingleton<IMailSender>(Mails)
            .AddSingleton(Options.Create(Known.QuickHashing()))
            .AddApiAccounts();
        foreach (var descriptor in new ServiceCollection().AddInMemoryStorage())
        {
            if (descriptor.ServiceType.IsInterface) services.AddSpied(descriptor);
            else if (beside is null) services.Add(descriptor);
            else services.AddSingleton(descriptor.ServiceType, beside.provider.GetRequiredService(descriptor.ServiceType));
        }
        foreach (var replacement in given) services.AddGiven(replacement);
        provider = services.BuildServiceProvider();
    }

    public FakeClock Clock { get; }

    public FakeMailSender Mails { get; }

    public IOperatorStore Operators => Get<IOperatorStore>();

    public IApiUserStore ApiUsers => Get<IApiUserStore>();

    /// <summary>What was changed, and what was told beside that.</summary>
    public IReadOnlyList<AuditEntry> Audit => Get<InMemoryAudit>().Entries;

    /// <summary>What was told beside changes.</summary>
    public IReadOnlyList<AuditEntry> Trail => AuditBy<IAuditTrail>();

    /// <summary>What was changed or told by a port of this instance.</summary>
    public IReadOnlyList<AuditEntry> AuditBy<TPort>()
        where TPort : class
    {
        var told = Spy<TPort>().Calls.SelectMany(call => call.Arguments.OfType<AuditEntry>()).ToHashSet();
        return [.. Audit.Where(told.Contains)];
    }

    /// <summary>Another instance of the app on the same storage.</summary>
    /// <param name="differences">What it is given beside, or in place of, what this one was.</param>
    public CoreUnderTest Beside(params object[] differences) => new(this, [.. given, .. differences]);

    public T Get<T>()
        where T : notnull => provider.GetRequiredService<T>();

    /// <summary>One more of a class than the app has, with the same ports unless others are given.</summary>
    public T New<T>(params object[] with) => ActivatorUtilities.CreateInstance<T>(provider, with);

    /// <summary>What stands before a port of this instance.</summary>
    public Spy<TPort> Spy<TPort>()
        where TPort : class => Get<Spy<TPort>>();

    /// <summary>What a class has logged.</summary>
    public IReadOnlyList<(LogLevel Level, string Message)> LinesOf<T>() =>
    [
        .. Get<FakeLogCollector>().GetSnapshot()
            .Where(record => record.Category == typeof(T).FullName).Select(record => (record.Level, record.Message)),
    ];

    public void Dispose() => provider.Dispose();

    public ValueTask DisposeAsync() => provider.DisposeAsync();
}
