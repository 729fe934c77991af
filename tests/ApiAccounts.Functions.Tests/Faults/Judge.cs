using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>Compares what the storage holds and the instances show with what is certain, once all works again.</summary>
internal sealed class Judge(Cluster cluster, Scenario scenario, Population population, IReadOnlyList<Home> homes, Tally tally) : IDisposable
{
    private const int TriedAgain = 20;
    private const int PageSize = 1000;

    /// <summary>For all that is waited for, together: a product that is broken is not to hold up for long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);
    private readonly UsageQueue queue = new(cluster.Storage);
    private readonly CancellationTokenSource limit = new();

    public void Dispose() => limit.Dispose();

    public async Task RunAsync()
    {
        limit.CancelAfter(Patience);
        await HoldsAsync(() => Task.FromResult(!cluster.Instances.Any(instance => instance.HasSpooled)), "The spools are not worked off.");
        await HoldsAsync(queue.IsEmptyAsync, "The usage messages are not worked off.");
        await JudgeUsageAsync();
        var poisoned = await queue.PoisonedAsync();
        if (poisoned > 0) tally.Found($"{poisoned} messages are on the poison queue, the first: {(await queue.PeekPoisonAsync())[0]}");
        await JudgeDeletedAsync();
        await JudgeListsAsync();
    }

    private async Task JudgeUsageAsync()
    {
        var usages = cluster.BackDoor.Get<IUsageStore>();
        foreach (var bucket in population.All.Where(apiUser => !apiUser.IsEnding).GroupBy(apiUser => apiUser.Id.Bucket))
        {
            var rows = await usages.ReadAsync(bucket.Key, [.. bucket.Select(apiUser => apiUser.Id)], CancellationToken.None);
            foreach (var apiUser in bucket) JudgeUsage(apiUser, rows.GetValueOrDefault(apiUser.Id));
        }
    }

    private void JudgeUsage(CalledApiUser apiUser, Versioned<AccountUsage>? stored)
    {
        if (stored is null)
        {
            tally.Found($"{apiUser.UserName} is gone though nobody deleted it.");
            return;
        }
        var (usage, calls) = (stored.Value, apiUser.Calls);
        var counted = usage.RequestsLast30Days(DateTimeOffset.UtcNow);
        if (counted < calls.Answered || counted > calls.Answered + calls.Unanswered)
        {
            tally.Found(
                $"{apiUser.UserName} has {counted} calls counted, {calls.Answered} were answered"
                + (calls.Unanswered > 0 ? $" and {calls.Unanswered} more may have been taken." : "."));
        }
        tally.Count(calls.Unanswered == 0 ? "exact counts judged" : "bounds of counts judged");

        // Kept in whole seconds. A clock that is behind tells the past; one that is ahead tells at most its step too much.
        var step = scenario.Has(FaultKinds.ClockSteps) ? Scenario.LargestStep : TimeSpan.Zero;
        if (calls.LatestAnsweredBegan is { } began && !(usage.LastUsed >= began - step - OneSecond))
            tally.Found($"{apiUser.UserName} was last used at {usage.LastUsed:O} by its row, but a call that began at {began:O} was answered.");
        var ended = calls.MayGoOn ? DateTimeOffset.UtcNow : calls.LatestEnded;
        if (usage.LastUsed is { } lastUsed && !(lastUsed <= ended + step))
            tally.Found($"{apiUser.UserName} was last used at {lastUsed:O} by its row, but its last call ended at {ended:O}.");
    }

    /// <summary>No row, and no instance lets it in.</summary>
    private async Task JudgeDeletedAsync()
    {
        var deleted = population.All.Where(apiUser => apiUser.IsDeleted).ToList();
        foreach (var apiUser in deleted)
        {
            var back = $"{apiUser.UserName} was deleted and its row is there.";
            if (apiUser.IsDeletedWithOperator) await HoldsAsync(() => IsGoneAsync(apiUser), back);
            else if (!await IsGoneAsync(apiUser)) tally.Found(back);
        }
        using var client = new Client(tally);
        foreach (var credential in deleted.TakeLast(TriedAgain).SelectMany(apiUser => apiUser.Credentials))
        {
            foreach (var instance in cluster.Instances)
            {
                var reply = await client.VerifyAsync(instance, credential);
                if (reply.Status != 401)
                    tally.Found($"{credential.ApiUser.UserName} was deleted and instance {instance.Number} answers {reply.Status}.");
            }
        }
        tally.Count("deletions judged", deleted.Count);
    }

    private async Task<bool> IsGoneAsync(CalledApiUser apiUser) => !await cluster.BackDoor.HasRowAsync(apiUser.Id);

    /// <summary>What is shown may be a little old, so the lists are asked until they are right.</summary>
    private async Task JudgeListsAsync()
    {
        var lists = new[] { "/v4/ApiUser", $"/api/v1/api-users?pageSize={PageSize}" };
        using var client = new Client(tally);
        foreach (var home in homes)
        {
            var ofPartner = population.All.Where(apiUser => apiUser.Id.Pid == home.Manager.Id.Pid).ToList();
            foreach (var instance in cluster.Instances)
            {
                foreach (var path in lists)
                {
                    string? fault = null;
                    await HoldsAsync(
                        async () =>
                        {
                            var list = await client.SendAsync(instance, home.Key, "GET", path);
                            fault = list.Status != 200 ? $"{list.Status}"
                                : ofPartner.Find(
                                    apiUser => apiUser.IsDeleted && Has(list, apiUser)) is { } back ? $"{back.UserName}, which was deleted"
                                : ofPartner.Find(
                                    apiUser => !apiUser.IsEnding && !Has(list, apiUser)) is { } lost ? $"all but {lost.UserName}"
                                : null;
                            return fault is null;
                        },
                        () => $"Instance {instance.Number} answers GET {path} with {fault}.");
                }
            }
        }
    }

    private static bool Has(Reply list, CalledApiUser apiUser) => list.Body.Contains(apiUser.UserName, StringComparison.Ordinal);

    private Task HoldsAsync(Func<Task<bool>> condition, string otherwise) => HoldsAsync(condition, () => otherwise);

    private async Task HoldsAsync(Func<Task<bool>> condition, Func<string> otherwise)
    {
        while (!await condition())
        {
            if (limit.IsCancellationRequested)
            {
                tally.Found(otherwise());
                return;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }
    }
}
