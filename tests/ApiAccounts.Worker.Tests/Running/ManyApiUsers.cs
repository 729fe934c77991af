using System.Globalization;
using ApiAccounts.Core.Kernel.Ids;
using Azure.Data.Tables;

namespace ApiAccounts.Worker.Tests.Running;

/// <summary>So many API users that their list as CSV, about 7 MB, does not fit into what lies between the worker and a caller.</summary>
internal static class ManyApiUsers
{
    public const int Count = 8_000;

    private const int InOneTransaction = 100;

    /// <summary>As many bytes as a description may have.</summary>
    public static readonly string Description = new('✓', 255);

    /// <summary>Gives them to an operator of their own partner, through the back door.</summary>
    /// <returns>One more, who may read the list.</returns>
    public static async Task<RegisteredAccount> OfNewPartnerAsync(RunningApp app)
    {
        var administrator = await app.BackDoor.NewPartnerAsync();
        await Parallel.ForAsync(0, Count / InOneTransaction, async (_, cancellationToken) =>
            await app.BackDoor.Accounts.SubmitTransactionAsync(Additions(administrator.Id), cancellationToken));
        return await app.RegisterAsync(administrator);
    }

    private static IEnumerable<TableTransactionAction> Additions(AccountId operatorId) => Enumerable.Range(0, InOneTransaction)
        .Select(_ => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row(operatorId)));

    private static TableEntity Row(AccountId operatorId)
    {
        var id = AccountId.New(AccountKind.ApiUser, operatorId.Pid, operatorId.UserId, operatorId.Bucket);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"bucket-{id.Bucket:x3}"),
            string.Create(CultureInfo.InvariantCulture, $"{id.Pid:x8}|user|{id.UserId:x8}|{id.Random:x11}"))
        {
            ["Shape"] = 1,
            ["Id"] = id.ToString(),
            ["OperatorId"] = operatorId.ToString(),
            ["Description"] = Description,
            ["Type"] = "Generic",
            ["CreatedAt"] = DateTimeOffset.UtcNow,
            ["SecretHash"] = "v1.1.none",
            ["IsEnabled"] = true,
        };
    }
}
