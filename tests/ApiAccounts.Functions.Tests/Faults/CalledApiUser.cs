using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>An API user in a scenario, and what is certain of the calls made with it.</summary>
/// <param name="isSteady">Nobody changes it: its credentials are good all the time.</param>
internal sealed class CalledApiUser(AccountId id, string userName, bool isSteady)
{
    private readonly Lock gate = new();
    private readonly List<Credential> credentials = [];
    private Calls calls;

    public AccountId Id => id;

    public string UserName => userName;

    public bool IsSteady => isSteady;

    /// <summary>Its writer has begun to delete it.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Somebody was told that it is deleted.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>It was deleted with its operator, and its row is removed later.</summary>
    public bool IsDeletedWithOperator { get; set; }

    public Calls Calls
    {
        get
        {
            lock (gate) return calls;
        }
    }

    /// <summary>Those it ever had, the newest last.</summary>
    public IReadOnlyList<Credential> Credentials
    {
        get
        {
            lock (gate) return [.. credentials];
        }
    }

    /// <param name="endsOthers">Which of those before end with it.</param>
    /// <param name="answeredAt">When the answer came that said so.</param>
    public Credential Add(string secret, Func<Credential, bool>? endsOthers = null, long answeredAt = 0)
    {
        lock (gate)
        {
            foreach (var before in credentials.Where(endsOthers ?? (_ => false))) before.Revoke(answeredAt);
            var added = new Credential(this, secret);
            credentials.Add(added);
            return added;
        }
    }

    public void RevokeAll(long answeredAt)
    {
        foreach (var credential in Credentials) credential.Revoke(answeredAt);
    }

    /// <summary>The call was answered by the use case, and so has to be counted.</summary>
    public void Answered(DateTimeOffset began, DateTimeOffset ended)
    {
        lock (gate)
        {
            calls = calls with
            {
                Answered = calls.Answered + 1,
                LatestAnsweredBegan = Later(calls.LatestAnsweredBegan, began),
                LatestEnded = Later(calls.LatestEnded, ended),
            };
        }
    }

    /// <summary>It was not answered, or with 503 and its like: it may be counted.</summary>
    /// <param name="ended">Null when it may go on, since nobody knows what became of it.</param>
    public void Unanswered(DateTimeOffset? ended)
    {
        lock (gate)
        {
            calls = calls with
            {
                Unanswered = calls.Unanswered + 1,
                LatestEnded = Later(calls.LatestEnded, ended ?? DateTimeOffset.MinValue),
                MayGoOn = calls.MayGoOn || ended is null,
            };
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one : other;
}

/// <param name="LatestAnsweredBegan">When the call began that began last of the answered ones.</param>
/// <param name="LatestEnded">When the last ended, whatever the answer.</param>
/// <param name="MayGoOn">There are some whose end is not known.</param>
internal readonly record struct Calls(
    long Answered, long Unanswered, DateTimeOffset? LatestAnsweredBegan, DateTimeOffset? LatestEnded, bool MayGoOn);
