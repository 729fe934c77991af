using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Housekeeping;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Tokens;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Tests.Housekeeping;

public sealed class PurgeOperatorTests : IDisposable
{
    private readonly CoreUnderTest app = new();

    private ISessionStore Sessions => app.Get<ISessionStore>();

    public void Dispose() => app.Dispose();

    [Fact]
    public void The_message_is_written_as_documented_and_reads_back()
    {
        var message = DeletedOperatorMessage.Write(Known.OperatorId);
        Assert.Equal("""{"version":1,"operatorId":"40000005-4000-8000-8380-780000000001"}""", System.Text.Encoding.UTF8.GetString(message));
        Assert.True(DeletedOperatorMessage.Read(System.Text.Encoding.UTF8.GetString(message)).TryGet(out var id, out _));
        Assert.Equal(Known.OperatorId, id);
    }

    [Fact]
    public async Task The_API_users_of_a_deleted_operator_are_purged_once()
    {
        await AddApiUserAsync();
        await PurgeAsync(Message);
        Assert.Null(await app.ApiUsers.FindAsync(Known.ApiUserId, default));
        await PurgeAsync(Message);
        Assert.Equal(2, app.LinesOf<PurgeOperator>().Count);
    }

    [Fact]
    public async Task The_custom_services_of_a_deleted_operator_are_purged()
    {
        var service = AService.Working();
        await app.KeepAsync(service);
        await PurgeAsync(Message);
        Assert.Null(await app.Get<ICustomServiceStore>().FindAsync(service.Id, default));
    }

    [Fact]
    public async Task The_own_usage_of_a_deleted_operator_is_purged_and_that_of_an_existing_one_stays()
    {
        await app.Operators.KeepAsync(AnOperator.Active());
        await app.KeepOwnUsageAsync(Known.OperatorId);
        await PurgeAsync(Message);
        Assert.Contains(Known.OperatorId, await app.ApiUsers.ListHoldersAsync(15, default).ToListAsync());

        await app.DeleteAsync(Known.OperatorId);
        await PurgeAsync(Message);
        Assert.Empty(await app.ApiUsers.ListHoldersAsync(15, default).ToListAsync());
    }

    [Fact]
    public async Task The_sessions_of_a_deleted_operator_are_purged_and_others_stay()
    {
        var (its, colleagues) = (ASession.Of(Known.OperatorId), ASession.Of(AccountId.At(AccountKind.Operator, 42, 8, 15, 1)));
        await Sessions.AddAsync(its, default);
        await Sessions.AddAsync(colleagues, default);
        await PurgeAsync(Message);
        Assert.Null(await Sessions.FindAsync(its.Id, default));
        Assert.NotNull(await Sessions.FindAsync(colleagues.Id, default));
    }

    [Fact]
    public async Task The_credentials_and_sessions_of_an_existing_operator_stay()
    {
        await app.Operators.KeepAsync(AnOperator.Locked());
        await AddApiUserAsync();
        await Sessions.AddAsync(ASession.Of(Known.OperatorId), default);
        await PurgeAsync(Message);
        Assert.NotNull(await app.ApiUsers.FindAsync(Known.ApiUserId, default));
        Assert.NotNull(await Sessions.FindAsync(ASession.Of(Known.OperatorId).Id, default));
    }

    [Fact]
    public async Task A_message_about_another_id_of_an_existing_operator_purges_nothing_of_it()
    {
        await app.Operators.KeepAsync(AnOperator.Active());
        await AddApiUserAsync();
        await app.KeepAsync(AService.Working());
        await Sessions.AddAsync(ASession.Of(Known.OperatorId), default);
        var replaced = AccountId.At(AccountKind.Operator, 42, 7, 15, 2);
        await app.KeepAsync(AnApiUser.Working() with { Id = Known.ApiUser(9), OperatorId = replaced });

        await PurgeAsync($$"""{"version":1,"operatorId":"{{replaced}}"}""");

        Assert.NotNull(await app.ApiUsers.FindAsync(Known.ApiUserId, default));
        Assert.NotNull(await app.Get<ICustomServiceStore>().FindAsync(AService.Working().Id, default));
        Assert.NotNull(await Sessions.FindAsync(ASession.Of(Known.OperatorId).Id, default));
        Assert.Null(await app.ApiUsers.FindAsync(Known.ApiUser(9), default));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"version":2,"operatorId":"40000005-4000-8000-8380-780000000001"}""")]
    [InlineData("""{"version":"1","operatorId":"40000005-4000-8000-8380-780000000001"}""")]
    [InlineData("""{"version":1,"operatorId":7}""")]
    [InlineData("""{"version":1,"operatorId":"\ud800"}""")]
    [InlineData("""{"version":1,"operatorId":"20000005-4000-8000-8380-7f654321fedc"}""")] // an API user's
    public async Task An_invalid_message_is_logged_and_purges_nothing(string message)
    {
        await AddApiUserAsync();
        await PurgeAsync(message);
        Assert.NotNull(await app.ApiUsers.FindAsync(Known.ApiUserId, default));
        Assert.Equal(LogLevel.Error, Assert.Single(app.LinesOf<PurgeOperator>()).Level);
    }

    private static string Message => """{"version":1,"operatorId":"40000005-4000-8000-8380-780000000001"}""";

    private Task PurgeAsync(string message) => app.Get<PurgeOperator>().ExecuteAsync(message, default);

    private Task AddApiUserAsync() => app.KeepAsync(AnApiUser.Working());
}
