using ApiAccounts.Core;
using ApiAccounts.Core.Ids;
using ApiAccounts.Core.Usage;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>Compares what the storage holds and the instances show with what is certain, when all works again and all messages are worked off.</summary>
internal sealed class Judge(Cluster cluster, Scenario scenario, Population population, IReadOnlyList<Home> homes, Tally tally)
{
    private const int TriedAgain = 20;
    private const int PageSize = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);
    private readonly UsageQueue queue = new(cluster.Storage);

    public async Task RunAsync()
    {
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

    private void JudgeUsage(CalledApiUser apiUser, Stored<AccountUsage>? stored)
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

        // Kept in whole seconds. A clock that is behind tells the past; one that is ahead is put back to the queue's, so it never tells more than its step.
        var step = scenario.Has(FaultKinds.ClockSteps) ? Scenario.LargestStep : TimeSpan.Zero;
        if (calls.LatestAnsweredBegan is { } began && !(usage.LastUsed >= began - step - OneSecond))
            tally.Found($"{apiUser.UserName} was last used at {usage.LastUsed:O} by its row, but a call that began at {began:O} was answered.");
        if (usage.LastUsed is { } lastUsed && !(lastUsed <= calls.LatestEnded + step))
            tally.Found($"{apiUser.UserName} was last used at {lastUsed:O} by its row, but its last call ended at {calls.LatestEnded:O}.");
    }

    /// <summary>No row, and no instance lets it in.</summary>
    private async Task JudgeDeletedAsync()
    {
        var deleted = population.All.Where(apiUser => apiUser.IsDeleted).ToList();
        foreach (var apiUser in deleted)
        {
            var reader = cluster.BackDoor.Get<IUsageStore>();
            Task<bool> IsGoneAsync() => IsGone(reader, apiUser.Id);
            await HoldsAsync(IsGoneAsync, $"{apiUser.UserName} was deleted and its row is there.", apiUser.IsDeletedWithOperator ? Patience : TimeSpan.Zero);
        }
        using var client = new Client(tally);
        foreach (var credential in deleted.TakeLast(TriedAgain).SelectMany(apiUser => apiUser.Credentials))
        {
            foreach (var instance in cluster.Instances)
            {
                var reply = await client.VerifyAsync(instance, credential);
                if (reply.Status != 401) tally.Found($"{credential.ApiUser.UserName} was deleted and instance {instance.Number} answers {reply.Status}.");
            }
        }
        tally.Count("deletions judged", deleted.Count);
    }

    private static async Task<bool> IsGone(IUsageStore usages, AccountId id) => (await usages.ReadAsync(id.Bucket, [id], CancellationToken.None)).Count == 0;

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
                                : ofPartner.Find(apiUser => apiUser.IsDeleted && Has(list, apiUser)) is { } back ? $"{back.UserName}, which was deleted"
                                : ofPartner.Find(apiUser => !apiUser.IsEnding && !Has(list, apiUser)) is { } lost ? $"all but {lost.UserName}"
                                : null;
                            return fault is null;
                        },
                        () => $"Instance {instance.Number} answers GET {path} with {fault}.");
                }
            }
        }
    }

    private static bool Has(Reply list, CalledApiUser apiUser) => list.Body.Contains(apiUser.UserName, StringComparison.Ordinal);

    private Task HoldsAsync(Func<Task<bool>> condition, string otherwise, TimeSpan? within = null) => HoldsAsync(condition, () => otherwise, within);

    private async Task HoldsAsync(Func<Task<bool>> condition, Func<string> otherwise, TimeSpan? within = null)
    {
        using var limit = new CancellationTokenSource();
        limit.CancelAfter(within ?? Patience);
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
