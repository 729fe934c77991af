using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ApiAccounts.Bench.Figures;
using ApiAccounts.Bench.Load;
using ApiAccounts.Bench.Running;
using ApiAccounts.Bench.Usage;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Bench;

/// <summary>The overview of a partner, cold and warm, and what it holds in memory.</summary>
internal static class OverviewBench
{
    private const int PageSize = 50;
    private const int Large = 100_000;
    private const int ApiUsersOfOperator = 25;
    private const int MemoryLimit = 200;
    private static readonly TimeSpan LongestOfPages = TimeSpan.FromSeconds(20);

    public static async Task MeasureAsync(Run run)
    {
        run.Report.Note($"{ApiUsersOfOperator} API users an operator. Cold is the first request of an app that has just started.");
        run.Report.Note("The raw scan reads the same rows through the same package, all buckets at once.");
        run.Report.Note(
            "Warm pages are those of Usage__Acknowledge = Immediate: with Durable each waits for the next commit, 20 ms, whatever it shows.");
        (int ApiUsers, int Hours)[] sizes = run.IsQuick ? [(1_000, 24)] : [(1_000, 24), (10_000, 24), (10_000, 720), (Large, 24)];
        foreach (var (apiUsers, hours) in sizes) await PartnerAsync(run, new(apiUsers, ApiUsersOfOperator, hours));
    }

    private static async Task PartnerAsync(Run run, PartnerShape shape)
    {
        var subject = string.Create(CultureInfo.InvariantCulture, $"{shape.ApiUsers:N0} API users, each used in {shape.Hours} hours");
        run.Progress($"{subject}: seeding");
        var account = run.NewAccount();
        SeededPartner partner;
        SeededPartner small;
        await using (var app = await BenchApp.StartAsync(account))
        {
            partner = await SeededPartner.AddAsync(app.BackDoor, shape, run.Stopping);
            small = await SeededPartner.AddAsync(app.BackDoor, new(10, 10, 24), run.Stopping);
        }
        var isLarge = shape.ApiUsers == Large || run.IsQuick;
        var (cold, scan) = await ColdAsync(run, subject, account, partner, small);
        if (isLarge)
        {
            var compared = string.Create(CultureInfo.InvariantCulture, $"{cold.Median:0} ms ÷ {scan:0} ms, {subject}");
            run.Report.Add(new("cold first page ÷ the best raw scan", Bound.AtMost, 1.2, "", cold.Median / scan, compared));
        }
        await WarmAsync(run, subject, account, partner, small, isLarge);
        if (isLarge) await VerifiedAsync(run, account, partner);
    }

    /// <returns>The cold first page, and the best of the scans in milliseconds.</returns>
    private static async Task<(Figure Cold, double Scan)> ColdAsync(
        Run run, string subject, StorageAccount account, SeededPartner partner, SeededPartner small)
    {
        var rounds = run.Usually(3, 2);
        var (scans, cold, warmCode) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            run.Progress($"{subject}: cold, round {round + 1} of {rounds}");
            scans.Add(await ScanAsync(run, account, partner));
            await using (var app = await BenchApp.StartAsync(account)) cold.Add(await PageAsync(run, app, partner, 0));
            scans.Add(await ScanAsync(run, account, partner));
            await using (var app = await BenchApp.StartAsync(account))
            {
                await PageAsync(run, app, small, 0);
                warmCode.Add(await PageAsync(run, app, partner, 0));
            }
        }
        run.Report.Add(subject, "raw scan", "ms", scans);
        var figure = run.Report.Add(subject, "cold first page", "ms", cold);
        run.Report.Add(subject, "cold first page, after another partner's", "ms", warmCode);
        return (figure, scans.Min());
    }

    private static async Task<double> ScanAsync(Run run, StorageAccount account, SeededPartner partner)
    {
        await using var backDoor = new BackDoor(AppSettings.For(account));
        var clock = Stopwatch.StartNew();
        var accounts = backDoor.Accounts;
        var counts = await Task.WhenAll(
            partner.Buckets.Select(bucket => partner.ScanAsync(accounts, bucket).CountAsync(run.Stopping).AsTask()));
        var time = clock.Elapsed.TotalMilliseconds;
        var rows = counts.Sum();
        return rows == partner.ApiUsers.Count ? time : throw new BenchFailure($"The scan found {rows} of {partner.ApiUsers.Count} rows.");
    }

    private static async Task WarmAsync(
        Run run, string subject, StorageAccount account, SeededPartner partner, SeededPartner small, bool isLarge)
    {
        run.Progress($"{subject}: warm");
        await using var app = await BenchApp.StartAsync(account, ("Usage__Acknowledge", "Immediate"));
        for (var number = 0; number < 20; number++) await PageAsync(run, app, small, 0);
        var idle = ProcessMemory.Of(app.ProcessId).Resident;
        var pages = partner.ApiUsers.Count / PageSize;
        await PageAsync(run, app, partner, 0);
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        while (times.Count < run.Usually(500, 20) && clock.Elapsed < LongestOfPages)
            times.Add(await PageAsync(run, app, partner, times.Count * 7 % pages));
        var held = ProcessMemory.Of(app.ProcessId).Resident - idle;

        var otherOrder = await PageAsync(run, app, partner, 0, "&sortBy=requestsLast30Days&descending=true");
        var otherOrderAgain = await PageAsync(run, app, partner, 1, "&sortBy=requestsLast30Days&descending=true");
        ProcessMemory.ForgetPeak(app.ProcessId);
        var (csvTime, csvSize) = await CsvAsync(run, app, partner);

        run.Report.Add(subject, "warm page, p50", "ms", Statistics.Percentile(times, 50));
        run.Report.Add(subject, "warm page, p99", "ms", Statistics.Percentile(times, 99));
        run.Report.Add(subject, "first page in another order", "ms", otherOrder);
        run.Report.Add(subject, "second page in that order", "ms", otherOrderAgain);
        run.Report.Add(subject, "memory above idle", "MiB", held);
        run.Report.Add(subject, "memory when idle", "MiB", idle);
        run.Report.Add(subject, "CSV", "ms", csvTime);
        run.Report.Add(subject, "CSV", "MiB", csvSize);
        run.Report.Add(subject, "peak of memory while the CSV is made", "MiB", ProcessMemory.Of(app.ProcessId).Peak);
        if (!isLarge) return;
        run.Report.Add(
            new("warm page of 50, p50", Bound.AtMost, 5, "ms", Statistics.Percentile(times, 50), $"{times.Count} pages, {subject}"));
        run.Report.Add(new("memory above idle, overview warm", Bound.AtMost, MemoryLimit, "MiB", held, subject));
    }

    /// <summary>Each API user verified once: what the cache of verifications holds then.</summary>
    private static async Task VerifiedAsync(Run run, StorageAccount account, SeededPartner partner)
    {
        run.Progress("every API user verified once");
        await using var app = await BenchApp.StartAsync(account);
        for (var number = 0; number < 20; number++) await app.Client.VerifyAsync(partner.Administrator, run.Stopping);
        var idle = ProcessMemory.Of(app.ProcessId).Resident;
        var clock = Stopwatch.StartNew();
        await app.Client.VerifyEachAsync(partner.ApiUsers, run.Stopping);
        var time = clock.Elapsed;
        await new UsageBacklog(account).DrainedAsync(run.Stopping);
        var held = ProcessMemory.Of(app.ProcessId).Resident - idle;

        var subject = string.Create(CultureInfo.InvariantCulture, $"{partner.ApiUsers.Count:N0} API users verified once");
        run.Report.Add(subject, "cold verifications", "1/s", partner.ApiUsers.Count / time.TotalSeconds);
        run.Report.Add(subject, "memory above idle", "MiB", held);
        run.Report.Add(new("memory above idle, API users verified", Bound.AtMost, MemoryLimit, "MiB", held, subject));
    }

    /// <returns>How long it took, in milliseconds.</returns>
    private static async Task<double> PageAsync(Run run, BenchApp app, SeededPartner partner, int page, string more = "")
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/api/v1/api-users?page={page}&pageSize={PageSize}{more}");
        using var request = partner.Administrator.As(HttpMethod.Get, path);
        var clock = Stopwatch.StartNew();
        var body = await app.Client.ExpectAsync(request, HttpStatusCode.OK, run.Stopping);
        var time = clock.Elapsed.TotalMilliseconds;
        var total = JsonElement.Parse(body).GetProperty("total").GetInt32();
        return total == partner.ApiUsers.Count
            ? time
            : throw new BenchFailure($"The overview shows {total} of {partner.ApiUsers.Count} API users.");
    }

    /// <returns>Milliseconds and MiB.</returns>
    private static async Task<(double Time, double Size)> CsvAsync(Run run, BenchApp app, SeededPartner partner)
    {
        using var request = partner.Administrator.As(HttpMethod.Get, "/api/v1/api-users");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        var clock = Stopwatch.StartNew();
        using var answer = await app.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, run.Stopping);
        await using var body = await answer.Content.ReadAsStreamAsync(run.Stopping);
        var (size, lines, buffer) = (0L, 0, new byte[1 << 16]);
        for (int count; (count = await body.ReadAsync(buffer, run.Stopping)) > 0; size += count) lines += buffer.AsSpan(0, count)
            .Count((byte)'\n');
        return lines == partner.ApiUsers.Count + 1
            ? (clock.Elapsed.TotalMilliseconds, size / 1024.0 / 1024)
            : throw new BenchFailure($"The CSV has {lines} lines for {partner.ApiUsers.Count} API users.");
    }
}
