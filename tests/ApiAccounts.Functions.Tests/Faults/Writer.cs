using System.Text.Json;

namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>
/// Registers API users and disables, enables, rotates and deletes them, while others call with them. What ends a credential is asked for
/// until it is answered; from that answer on, nobody may be let in with it for longer than the bound, which is tried out at every instance.
/// </summary>
internal sealed class Writer(Cluster cluster, Scenario scenario, Population population, IReadOnlyList<Home> homes, int number, Tally tally)
{
    private const int MostOwned = 6;
    private const string Settings = """{"description":"Changed","type":"Generic","enabled":ENABLED,"expiresAt":null,"rateLimit":null}""";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan TriedOutFor = Scenario.RevocationBound * 1.6;
    private readonly Random random = new(scenario.SeedOf("writer", number));
    private readonly List<(Home Home, CalledApiUser ApiUser)> owned = [];
    private readonly List<Task> tryingOut = [];
    private int turn;
    private int operators;

    public async Task RunAsync(CancellationToken until)
    {
        using var client = new Client(tally);
        try
        {
            while (!until.IsCancellationRequested)
            {
                if (owned.Count < MostOwned) await RegisterAsync(client);
                if (owned.Count > 0) await ChangeOneAsync(client);
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(150)), CancellationToken.None);
            }
        }
        catch (TimeoutException exception)
        {
            tally.Found(exception.Message);
        }
        await Task.WhenAll(tryingOut);
    }

    /// <summary>Each in turn, so that even a short scenario has them all.</summary>
    private Task ChangeOneAsync(Client client)
    {
        var (home, apiUser) = owned[random.Next(owned.Count)];
        return ((number + turn++) % 4) switch
        {
            0 => DisableAndEnableAsync(client, home, apiUser),
            1 => RotateAsync(client, home, apiUser),
            2 when scenario.EndsOperators => EndOperatorAsync(client, homes[0]),
            _ => DeleteAsync(client, home, apiUser),
        };
    }

    /// <summary>Once: where the answer is lost there may be one that nobody knows the secret of.</summary>
    private async Task RegisterAsync(Client client)
    {
        var home = homes[random.Next(homes.Count)];
        if (await RegisterAsync(client, home, home.OperatorGuid) is { } apiUser) owned.Add((home, apiUser));
    }

    private async Task<CalledApiUser?> RegisterAsync(Client client, Home home, string operatorGuid)
    {
        var reply = await client.SendAsync(
            AnyInstance(), home.Key, "POST", $"/api/v1/operators/{operatorGuid}/api-users",
            """{"description":"Registered under faults"}""");
        return reply.Status == 201 ? population.Add(JsonElement.Parse(reply.Body), isSteady: false) : null;
    }

    private async Task DisableAndEnableAsync(Client client, Home home, CalledApiUser apiUser)
    {
        var path = $"/api/v1/api-users/{apiUser.Id}";
        var working = apiUser.Credentials.Where(credential => !credential.IsRevoked).ToList();
        var disabled = await UntilAsync(client, home, "PUT", path, Settings.Replace("ENABLED", "false", StringComparison.Ordinal), 200);
        apiUser.RevokeAll(disabled.EndedAt);
        tally.Count("disabled");
        await TryOutAsync(apiUser.Credentials); // before it is enabled again

        foreach (var credential in working) credential.Restore();
        var enabled = await client.SendAsync(
            AnyInstance(), home.Key, "PUT", path, Settings.Replace("ENABLED", "true", StringComparison.Ordinal));

        // Unanswered, it may yet take effect, whenever that is: nothing but its deletion could be told from that.
        if (enabled.Status != 200) await DeleteAsync(client, home, apiUser);
    }

    private async Task RotateAsync(Client client, Home home, CalledApiUser apiUser)
    {
        var overlap = random.Next(2);
        var rotated = await UntilAsync(
            client, home, "POST", $"/api/v1/api-users/{apiUser.Id}/rotate", FormattableString.Invariant(
                $$"""{"overlapDays":{{overlap}}}"""), 200);
        var newest = apiUser.Credentials[^1];
        apiUser.Add(JsonElement.Parse(rotated.Body).GetProperty("secret").GetString()!, before => overlap == 0 || before != newest,
            rotated.EndedAt);
        tally.Count("rotated");
        BeginToTryOut([.. apiUser.Credentials.Where(credential => credential.IsRevoked).TakeLast(1)]);
    }

    private async Task DeleteAsync(Client client, Home home, CalledApiUser apiUser)
    {
        owned.Remove((home, apiUser));
        apiUser.IsEnding = true;
        var deleted = await UntilAsync(client, home, "DELETE", $"/api/v1/api-users/{apiUser.Id}", null, 204, 404);
        End(apiUser, deleted);
        tally.Count("deleted");
    }

    /// <summary>Makes an operator with two API users, lets them be called for a while, and deletes it: they end with it.</summary>
    private async Task EndOperatorAsync(Client client, Home home)
    {
        var name = FormattableString.Invariant($"writer-{number}-{operators++}@demo.example");
        var body = $$"""{"FullName":"Somebody","Email":"{{name}}","Password":"Battery-Staple-7","AllowNativeLogin":false}""";
        var made = await client.SendAsync(AnyInstance(), home.Key, "POST", "/v4/Operator", body);
        if (made.Status != 201) return;
        var operatorGuid = JsonElement.Parse(made.Body).GetProperty("OperatorGuid").GetString()!;
        CalledApiUser?[] held = [await RegisterAsync(client, home, operatorGuid), await RegisterAsync(client, home, operatorGuid)];
        await Task.Delay(Scenario.RevocationBound);

        foreach (var apiUser in held.OfType<CalledApiUser>()) apiUser.IsEnding = apiUser.IsDeletedWithOperator = true;
        var deleted = await UntilAsync(client, home, "DELETE", $"/v4/Operator/{operatorGuid}", null, 204, 404);
        foreach (var apiUser in held.OfType<CalledApiUser>()) End(apiUser, deleted);
        tally.Count("ended operators");
    }

    private void End(CalledApiUser apiUser, Reply deleted)
    {
        apiUser.IsDeleted = true;
        apiUser.RevokeAll(deleted.EndedAt);
        population.TakeOut(apiUser);
        BeginToTryOut(apiUser.Credentials);
    }

    /// <summary>Asks any instance, again and again, until one answers as it should.</summary>
    /// <exception cref="TimeoutException">None did, for longer than any fault lasts.</exception>
    private async Task<Reply> UntilAsync(Client client, Home home, string method, string path, string? json, params int[] statuses)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"{method} {path} was not answered as it should within {Patience}.");
            var reply = await client.SendAsync(AnyInstance(), home.Key, method, path, json);
            if (reply.Status is { } status && statuses.Contains(status)) return reply;
            if (reply.Status is >= 400 and < 500 and not 429) tally.Found($"{method} {path} was answered {reply.Status}: {reply.Body}");
            await Task.Delay(BetweenAttempts);
        }
    }

    private void BeginToTryOut(IReadOnlyList<Credential> revoked)
    {
        tryingOut.RemoveAll(trying => trying.IsCompletedSuccessfully);
        tryingOut.Add(TryOutAsync(revoked));
    }

    /// <summary>Calls every instance with them until well after the bound. The client judges the answers.</summary>
    private async Task TryOutAsync(IReadOnlyList<Credential> revoked)
    {
        using var client = new Client(tally);
        using var enough = new CancellationTokenSource(TriedOutFor);
        while (!enough.IsCancellationRequested)
        {
            foreach (var credential in revoked)
                foreach (var instance in cluster.Instances)
                    await client.VerifyAsync(instance, credential);
            await Task.Delay(BetweenAttempts);
        }
        tally.Count("ends tried out", revoked.Count);
    }

    private Instance AnyInstance() => cluster.Instances[random.Next(cluster.Instances.Count)];
}
