using System.Globalization;
using System.Text.Json;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage;
using ApiAccounts.Functions.Tests.Running;
using Azure.Data.Tables;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>The API users of a large partner: 10,000.</summary>
public sealed class LargeOverviewTests(AppFixture fixture) : NativeTest(fixture), IClassFixture<AppFixture>
{
    private const int Count = 10_000;
    private const int InOneTransaction = 100;
    private static readonly string[] Types = ["Generic", "MobileApp", "TransactionRecorder", "Grafana"];
    private static readonly string[] Descriptions = ["export, nightly", "=SUM(A1)", "the \"old\" one", "two; lines", "-1", "Ünïcode ✓", ""];

    [Fact]
    public async Task The_CSV_equals_the_pages_of_the_overview()
    {
        Assert.True(AccountId.TryParse(Manager.OperatorGuid, out var operatorId));
        await SeedAsync(operatorId);
        const string Query = "?sortBy=description&descending=true&search=First"; // not by requests: each page is one more

        var csv = await Api.SendAsync(HttpMethod.Get, "/api/v1/api-users" + Query, content: null, ("Accept", "text/csv"));
        var rows = new List<string[]>();
        for (var page = 0; page <= Count / 1_000; page++)
        {
            var answer = (await Api.GetAsync($"/api/v1/api-users{Query}&pageSize=1000&page={page}")).Is(HttpStatusCode.OK).Json;
            Assert.Equal(Count + 1, answer.GetProperty("total").GetInt32()); // the one that asks is shown, too
            var others = answer.GetProperty("list").EnumerateArray()
                .Where(item => item.GetProperty("userName").GetString() != Manager.UserName);
            rows.AddRange(others.Select(Fields));
        }

        var records = CsvRecords.Of(csv.Is(HttpStatusCode.OK).Body);
        Assert.Equal(["operator", "userName", "type", "createdAt", "lastUsed", "requestsLast30Days", "description"], records[0]);
        Assert.Equal(Count, rows.Count);
        Assert.Equal(rows, records.Skip(1).Where(record => record[1] != Manager.UserName));
        Assert.Equal(("chunked", null), (csv.Header("Transfer-Encoding"), csv.Header("Content-Length")));
    }

    /// <summary>An item as its line of CSV should be, what looks like a formula with an apostrophe before it.</summary>
    private static string[] Fields(JsonElement item)
    {
        string Text(string member) => item.GetProperty(member).GetString()!;
        var lastUsed = item.GetProperty("lastUsed");
        var description = Text("description");
        return
        [
            Text("operator"), Text("userName"), Text("type"), Text("createdAt"),
            lastUsed.GetProperty("at").GetString() ?? lastUsed.GetProperty("status").GetString()!,
            item.GetProperty("requestsLast30Days").GetRawText(),
            description.StartsWith('=') || description.StartsWith('-') ? "'" + description : description,
        ];
    }

    private async Task SeedAsync(AccountId operatorId)
    {
        var now = DateTimeOffset.UtcNow;
        var hour = UtcHour.Of(now).Number;
        foreach (var numbers in Enumerable.Range(0, Count).Chunk(InOneTransaction))
        {
            await App.BackDoor.Accounts.SubmitTransactionAsync(numbers.Select(number =>
            {
                var id = AccountId.New(AccountKind.ApiUser, operatorId.Pid, operatorId.UserId, operatorId.Bucket);
                var row = new TableEntity(
                    string.Create(CultureInfo.InvariantCulture, $"bucket-{id.Bucket:x3}"),
                    string.Create(CultureInfo.InvariantCulture, $"{id.Pid:x8}|user|{id.UserId:x8}|{id.Random:x11}"))
                {
                    ["Shape"] = 1,
                    ["Id"] = id.ToString(),
                    ["OperatorId"] = operatorId.ToString(),
                    ["Description"] = Descriptions[number % Descriptions.Length],
                    ["Type"] = Types[number % Types.Length],
                    ["CreatedAt"] = now.AddSeconds(-number),
                    ["SecretHash"] = "v1.1.none",
                    ["IsEnabled"] = true,
                };
                if (number % 3 != 0)
                {
                    row["LastUsed"] = now.AddMinutes(-number);
                    row["Hours"] = SparseCounts.Empty.Plus([new(hour - 1, number)], from: 0).Encode();
                }
                return new TableTransactionAction(TableTransactionActionType.UpsertReplace, row);
            }));
        }
    }
}
