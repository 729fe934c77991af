using System.Text;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Core.Usage.Messages;

namespace ApiAccounts.Core.Tests.Usage.Aggregation;

/// <summary>The usage of an operator that acts itself is counted as that of an API user, in a row that its first use creates.</summary>
public sealed class OwnUsageTests : IDisposable
{
    private readonly CoreUnderTest app = new(new UsageOptions { Linger = TimeSpan.Zero });

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_message_delivered_twice_counts_once_beside_the_pings_of_API_users()
    {
        await app.Operators.KeepAsync(AnOperator.Active());
        await app.KeepAsync(AnApiUser.Working());
        var message = Message(APing.At(Known.Now, 3, Known.OperatorId), APing.At(Known.Now, 4));

        await ExecuteAsync(message);
        await ExecuteAsync(message);
        await ExecuteAsync(Message(APing.At(Known.Now, 5, Known.OperatorId)));

        Assert.Equal(8, await CountAsync(Known.OperatorId));
        Assert.Equal(4, (await app.ApiUsers.FindAsync(Known.ApiUserId, default))!.Usage.RequestsLast30Days(Known.Now));
    }

    [Fact]
    public async Task Concurrent_first_uses_on_two_instances_are_all_counted()
    {
        await app.Operators.KeepAsync(AnOperator.Active());
        var other = app.New<AggregateUsage>();

        await app.Clock.PassUntilAsync(AtOnce.RunAsync(16, async number =>
        {
            var message = Message(APing.At(Known.Now, 3, Known.OperatorId));
            await (number % 2 == 0 ? app.Get<AggregateUsage>() : other).ExecuteAsync(message, Known.Now, default);
            return true;
        }));

        Assert.Equal(48, await CountAsync(Known.OperatorId));
    }

    [Fact]
    public async Task A_ping_of_a_deleted_operator_creates_no_row_even_if_its_usage_is_cached()
    {
        await app.Operators.KeepAsync(AnOperator.Active());
        await ExecuteAsync(Message(APing.At(Known.Now, 3, Known.OperatorId)));
        await app.DeleteAsync(Known.OperatorId);
        await app.Get<IUsageStore>().PurgeOfOperatorAsync(Known.OperatorId, default);

        await app.Clock.PassUntilAsync(ExecuteAsync(Message(APing.At(Known.Now, 4, Known.OperatorId))));

        Assert.Empty(await app.Get<IUsageStore>().ReadAsync(15, [Known.OperatorId], default));
        Assert.Empty(await app.ApiUsers.ListHoldersAsync(15, default).ToListAsync());
    }

    private static string Message(params UsagePing[] pings) =>
        Encoding.UTF8.GetString(Assert.Single(UsageMessageWriter.Write(pings, Known.Now)));

    private Task ExecuteAsync(string message) => app.Get<AggregateUsage>().ExecuteAsync(message, Known.Now, default);

    private async Task<long> CountAsync(AccountId id) =>
        (await app.Get<IUsageStore>().ReadAsync(15, [id], default))[id].Value.RequestsLast30Days(Known.Now);
}
