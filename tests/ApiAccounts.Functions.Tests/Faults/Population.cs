using System.Collections.Concurrent;
using System.Text.Json;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>A partner with an administrator's API user, which makes and changes all others of the partner.</summary>
internal sealed record Home(string OperatorGuid, CalledApiUser Manager)
{
    public Credential Key => Manager.Credentials[^1];
}

/// <summary>The API users of a scenario, those that ended too.</summary>
internal sealed class Population
{
    private readonly ConcurrentQueue<CalledApiUser> all = new();
    private volatile CalledApiUser[] callable = [];

    public IReadOnlyCollection<CalledApiUser> All => all;

    /// <summary>Those that may be called; a writer that ends one takes it out afterwards.</summary>
    public IReadOnlyList<CalledApiUser> Callable => callable;

    public CalledApiUser Add(CalledApiUser apiUser)
    {
        all.Enqueue(apiUser);
        lock (all) callable = [.. callable, apiUser];
        return apiUser;
    }

    public CalledApiUser Add(string userName, string secret, bool isSteady)
    {
        if (!AccountId.TryParseUserName(userName, out var id))
            throw new ArgumentException($"'{userName}' is no user name.", nameof(userName));
        var apiUser = new CalledApiUser(id, userName, isSteady);
        apiUser.Add(secret);
        return Add(apiUser);
    }

    /// <param name="created">The answer to a POST of an API user.</param>
    public CalledApiUser Add(JsonElement created, bool isSteady) =>
        Add(created.GetProperty("userName").GetString()!, created.GetProperty("secret").GetString()!, isSteady);

    public void TakeOut(CalledApiUser apiUser)
    {
        lock (all) callable = [.. callable.Where(other => other != apiUser)];
    }
}
