using System.Collections.Concurrent;
using System.Globalization;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage;
using ApiAccounts.Functions.Tests.Running;
using Azure.Data.Tables;

namespace ApiAccounts.Bench.Running;

/// <summary>How many API users a partner has, and how busy they were.</summary>
/// <param name="Hours">In how many hours of the last 30 days each was used, spread evenly; 0 for not at all.</param>
internal sealed record PartnerShape(int ApiUsers, int ApiUsersOfOperator, int Hours);

/// <summary>
/// A partner whose operators the product made; the rows of its API users were put into the table, a hundred in a transaction.
/// </summary>
/// <param name="ApiUsers">The first belongs to an administrator.</param>
internal sealed record SeededPartner(uint Pid, IReadOnlyList<AccountId> Operators, IReadOnlyList<Credential> ApiUsers)
{
    private const int RowsAtOnce = 100;
    private const int HoursOf30Days = 720;

    public Credential Administrator => ApiUsers[0];

    public IReadOnlyList<int> Buckets => [.. Operators.Select(id => id.Bucket).Distinct().Order()];

    public static async Task<SeededPartner> AddAsync(BackDoor backDoor, PartnerShape shape, CancellationToken stopping)
    {
        var administrator = await backDoor.NewPartnerAsync(isAnnounced: false);
        var operators = new List<AccountId> { administrator.Id };
        while (operators.Count * shape.ApiUsersOfOperator < shape.ApiUsers)
        {
            stopping.ThrowIfCancellationRequested();
            operators.Add(await NewOperatorAsync(backDoor, administrator.Pid, operators.Count));
        }

        var ids = Enumerable.Range(0, shape.ApiUsers).Select(number => operators[number / shape.ApiUsersOfOperator])
            .Select(owner => (Id: AccountId.New(AccountKind.ApiUser, owner.Pid, owner.UserId, owner.Bucket), Owner: owner)).ToList();
        var credentials = new ConcurrentDictionary<AccountId, Credential>();
        var hours = Hours(shape.Hours);
        var transactions = ids.GroupBy(entry => entry.Id.Bucket).SelectMany(bucket => bucket.Chunk(RowsAtOnce));
        await Parallel.ForEachAsync(transactions, stopping, async (entries, cancellation) => await backDoor.Accounts.SubmitTransactionAsync(
            entries.Select(entry => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row(entry.Id, entry.Owner))),
            cancellation));
        return new(administrator.Pid, operators, [.. ids.Select(entry => credentials[entry.Id])]);

        TableEntity Row(AccountId id, AccountId owner)
        {
            var secret = ApiSecret.New("apiacc");
            credentials[id] = Credential.Of(id, secret);
            var row = new TableEntity(PartitionOf(id.Bucket), RowOf(id))
            {
                ["Shape"] = 1,
                ["Id"] = id.ToString(),
                ["OperatorId"] = owner.ToString(),
                ["Description"] = string.Create(CultureInfo.InvariantCulture, $"API user {id.Random:x} of the bench"),
                ["Type"] = "Generic",
                ["CreatedAt"] = DateTimeOffset.UtcNow.AddDays(-40),
                ["SecretHash"] = backDoor.Get<SecretHasher>().Hash(secret),
                ["IsEnabled"] = true,
            };
            if (hours.Length == 0) return row;
            row["LastUsed"] = DateTimeOffset.UtcNow.AddHours(-1);
            row["Hours"] = hours;
            return row;
        }
    }

    /// <summary>As docs/storage.md has them.</summary>
    public static string PartitionOf(int bucket) => string.Create(CultureInfo.InvariantCulture, $"bucket-{bucket:x3}");

    public static string RowOf(AccountId id) =>
        string.Create(CultureInfo.InvariantCulture, $"{id.Pid:x8}|user|{id.UserId:x8}|{id.Random:x11}");

    /// <summary>The rows of all its API users in one bucket, as fast as they can be read.</summary>
    public IAsyncEnumerable<TableEntity> ScanAsync(TableClient accounts, int bucket) => accounts.QueryAsync<TableEntity>(
        TableClient.CreateQueryFilter(
            $"PartitionKey eq {PartitionOf(bucket)} and RowKey ge {$"{Pid:x8}|user|"} and RowKey lt {$"{Pid:x8}|user}}"}"));

    /// <summary>Requests counted, of each API user.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountsAsync(TableClient accounts)
    {
        var counts = new Dictionary<string, long>();
        foreach (var bucket in Buckets)
        {
            await foreach (var row in ScanAsync(accounts, bucket))
                counts[row.GetString("Id")] = SparseCounts.Decode(row.GetBinary("Hours")).SumFrom(0);
        }
        return counts;
    }

    /// <summary>
    /// Without a password, which would take longer to hash than all else, and unannounced like the rows of the API users: an instance reads
    /// a row that changed in the last minute once a second, and old operators are what is measured.
    /// </summary>
    private static async Task<AccountId> NewOperatorAsync(BackDoor backDoor, uint pid, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"operator-{number}-of-{pid}@bench.example");
        var request = new NewOperator(name, name, Password: null)
        {
            FirstName = "Operator",
            LastName = number.ToString(CultureInfo.InvariantCulture),
            IsApiOnly = true,
        };
        var created = await backDoor.CreateAsync(pid, request, isAnnounced: false);
        return created.TryGet(out var made, out var error) ? made.Id : throw new InvalidOperationException(error.Message);
    }

    private static byte[] Hours(int active)
    {
        if (active == 0) return [];
        var now = UtcHour.Of(DateTimeOffset.UtcNow).Number;
        var keys = Enumerable.Range(0, active).Select(index => (long)now - index * HoursOf30Days / active);
        return SparseCounts.Empty.Plus(keys.Select((key, index) => KeyValuePair.Create(key, 100L + index)), from: 0).Encode();
    }
}
