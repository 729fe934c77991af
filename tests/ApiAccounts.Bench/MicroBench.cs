using System.Collections.Immutable;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Messages;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Bench;

/// <summary>The pieces that every verification and every aggregation goes through.</summary>
internal static class MicroBench
{
    public static Task MeasureAsync(Run run)
    {
        run.Progress("BenchmarkDotNet");
        var job = run.Usually(Job.ShortRun, Job.Dry).WithToolchain(InProcessEmitToolchain.Instance);

        // Within this process: nothing else is built, and nothing is written beside the artifacts.
        var config = ManualConfig.CreateEmpty()
            .AddJob(job).AddLogger(BenchmarkDotNet.Loggers.NullLogger.Instance).AddColumnProvider(DefaultColumnProviders.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithOptions(ConfigOptions.DisableOptimizationsValidator)
            .WithArtifactsPath(Path.Combine(run.Folder, "micro"));
        var summary = BenchmarkRunner.Run<HotPieces>(config);
        foreach (var piece in summary.Reports)
        {
            var name = piece.BenchmarkCase.Descriptor.WorkloadMethod.Name;
            if (piece.ResultStatistics is not { } time) throw new BenchFailure($"{name} could not be measured.");
            run.Report.Add(name, "time", "ns", time.OriginalValues);
            run.Report.Add(name, "allocated", "bytes", piece.GcStats.GetBytesAllocatedPerOperation(piece.BenchmarkCase) ?? 0);
        }
        return Task.CompletedTask;
    }
}

/// <summary>An account of 30 days, used in each of 24 hours, and one used in every hour.</summary>
public class HotPieces
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 15, 30, TimeSpan.Zero);
    private readonly SecretHasher hasher = new(Options.Create(Peppered()), NullLogger<SecretHasher>.Instance);
    private readonly AccountId id = AccountId.New(AccountKind.ApiUser, 1, 1, 1);
    private readonly AccountUsage quiet = UsageOf(24);
    private readonly AccountUsage busy = UsageOf(720);
    private string userName = "";
    private string secret = "";
    private SecretHash? hash;
    private byte[] encoded = [];
    private UsagePing[] pings = [];

    [GlobalSetup]
    public void SetUp()
    {
        userName = id.UserName;
        secret = ApiSecret.New("apiacc");
        hash = hasher.Read(hasher.Hash(secret));
        encoded = busy.Hours.Encode();
        pings = [new(id, UtcHour.Of(Now), 3, Now, ImmutableDictionary<int, long>.Empty)];
    }

    [Benchmark]
    public bool ParseUserName() => AccountId.TryParseUserName(userName, out _);

    [Benchmark]
    public bool IsWellFormedSecret() => ApiSecret.IsWellFormed(secret);

    [Benchmark]
    public SecretMatch MatchSecret() => hasher.Match(secret, hash, previous: null);

    [Benchmark]
    public AccountUsage MergePingInto24Hours() => quiet.Plus(pings, Now);

    [Benchmark]
    public AccountUsage MergePingInto720Hours() => busy.Plus(pings, Now);

    [Benchmark]
    public byte[] Encode720Hours() => busy.Hours.Encode();

    [Benchmark]
    public SparseCounts Decode720Hours() => SparseCounts.Decode(encoded);

    private static AccountUsage UsageOf(int hours)
    {
        var thisHour = UtcHour.Of(Now).Number;
        var counts = Enumerable.Range(0, hours).Select(number => KeyValuePair.Create((long)thisHour - number * 720 / hours, 100L + number));
        return new(Now, SparseCounts.Empty.Plus(counts, from: 0), SparseCounts.Empty);
    }

    private static SecretsOptions Peppered() => new() { Peppers = { ["1"] = AppSettings.Pepper } };
}
