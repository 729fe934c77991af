using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ApiAccounts.Bench.Load;
using ApiAccounts.Bench.Running;
using ApiAccounts.Bench.Usage;

namespace ApiAccounts.Bench;

/// <summary>API users made and deleted through the routes, a few callers at a time.</summary>
internal static class RegisterBench
{
    private const int AtOnce = 8;

    public static async Task MeasureAsync(Run run)
    {
        run.Report.Note(
            $"{AtOnce} callers at once. /v4/Register hashes the operator's password for each call, which is meant to take time.");
        var (rounds, made, signedIn) = (run.Usually(3, 1), run.Usually(2_000, 60), run.Usually(150, 10));
        var (creations, deletions, registrations) = (new List<double>(), new List<double>(), new List<double>());
        await using (var app = await BenchApp.StartAsync(run.NewAccount()))
        {
            var caller = new Caller(app, await PartnerAsync(run, app), run.Stopping);
            await caller.CreateAsync(run.Usually(200, 10));
            for (var round = 0; round < rounds; round++)
            {
                run.Progress($"round {round + 1} of {rounds}");
                var (ids, time) = await TimedAsync(() => caller.CreateAsync(made));
                creations.Add(made / time.TotalSeconds);
                deletions.Add(made / (await TimedAsync(() => caller.DeleteAsync(ids))).Time.TotalSeconds);
                registrations.Add(signedIn / (await TimedAsync(() => caller.RegisterAsync(signedIn))).Time.TotalSeconds);
            }
        }
        run.Report.Add("POST /api/v1/operators/{operatorId}/api-users", "requests", "1/s", creations);
        run.Report.Add("DELETE /api/v1/api-users/{apiUserId}", "requests", "1/s", deletions);
        run.Report.Add("POST /v4/Register", "requests", "1/s", registrations);
        await CallsAsync(run);
    }

    private static async Task CallsAsync(Run run)
    {
        run.Progress("storage calls");
        await using var proxy = await CountingProxy.StartAsync(run.NewAccount());
        await using var app = await BenchApp.StartAsync(proxy.Account);
        var caller = new Caller(app, await PartnerAsync(run, app), run.Stopping);
        var usage = new UsageBacklog(proxy.Account);
        await caller.CreateAsync(10);
        await usage.DrainedAsync(run.Stopping);
        var number = run.Usually(300, 30);
        var ids = await CountAsync("POST /api/v1/operators/{operatorId}/api-users", number, () => caller.CreateAsync(number));
        await CountAsync("DELETE /api/v1/api-users/{apiUserId}", number, () => caller.DeleteAsync(ids));
        var registered = run.Usually(100, 10);
        await CountAsync("POST /v4/Register", registered, () => caller.RegisterAsync(registered));

        // The usage that the calls are is worked off, too.
        async Task<T> CountAsync<T>(string subject, int times, Func<Task<T>> workAsync)
        {
            proxy.Reset();
            var result = await workAsync();
            await usage.DrainedAsync(run.Stopping);
            StorageCost.Of(proxy.Calls).AddTo(run.Report, subject, "requests", times);
            return result;
        }
    }

    private static Task<SeededPartner> PartnerAsync(Run run, BenchApp app) =>
        SeededPartner.AddAsync(app.BackDoor, new(1, 1, 0), run.Stopping);

    private static async Task<(T Result, TimeSpan Time)> TimedAsync<T>(Func<Task<T>> workAsync)
    {
        var clock = Stopwatch.StartNew();
        var result = await workAsync();
        return (result, clock.Elapsed);
    }

    /// <summary>The administrator of a partner, calling.</summary>
    private sealed class Caller(BenchApp app, SeededPartner partner, CancellationToken stopping)
    {
        private static readonly AuthenticationHeaderValue FirstAdministrator =
            new("Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AppSettings.AdministratorName}:{AppSettings.AdministratorPassword}")));

        /// <returns>Their ids.</returns>
        public Task<string[]> CreateAsync(int times)
        {
            var path = $"/api/v1/operators/{partner.Operators[0]}/api-users";
            return SendAsync(Enumerable.Range(0, times), HttpStatusCode.Created, "apiUserId", number =>
                partner.Administrator.As(HttpMethod.Post, path, new { description = $"number {number}" }));
        }

        public Task<string[]> DeleteAsync(IEnumerable<string> ids) => SendAsync(ids, HttpStatusCode.NoContent, null, id =>
            partner.Administrator.As(HttpMethod.Delete, $"/api/v1/api-users/{id}"));

        public Task<string[]> RegisterAsync(int times) => SendAsync(Enumerable.Range(0, times), HttpStatusCode.Created, "UserName", _ =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v4/Register", UriKind.Relative));
            request.Headers.Authorization = FirstAdministrator;
            return request;
        });

        /// <returns>A member of each answer.</returns>
        private async Task<string[]> SendAsync<T>(
            IEnumerable<T> items, HttpStatusCode expected, string? member, Func<T, HttpRequestMessage> requestOf)
        {
            var members = new ConcurrentBag<string>();
            var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopping };
            await Parallel.ForEachAsync(items, options, async (item, cancellation) =>
            {
                using var request = requestOf(item);
                var body = await app.Client.ExpectAsync(request, expected, cancellation);
                if (member is not null) members.Add(JsonElement.Parse(body).GetProperty(member).GetString()!);
            });
            return [.. members];
        }
    }
}
