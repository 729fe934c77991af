using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Housekeeping;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Testing.InMemory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ApiAccounts.Core.Tests.Housekeeping;

public sealed class PurgeOperatorTests
{
    private readonly InMemoryOperatorStore operators = new(AFeed.InMemory(TimeProvider.System));
    private readonly InMemoryApiUsers apiUsers = new(AFeed.InMemory(TimeProvider.System));
    private readonly InMemorySessionStore sessions = new(AFeed.InMemory(TimeProvider.System));
    private readonly FakeLogger<PurgeOperator> log = new();

    [Fact]
    public void The_message_is_as_documented_and_read_as_written()
    {
        var message = EndedOperatorMessage.Write(Known.OperatorId);
        Assert.Equal("""{"version":1,"operatorId":"40000005-4000-8000-8380-780000000001"}""", System.Text.Encoding.UTF8.GetString(message));
        Assert.True(EndedOperatorMessage.Read(System.Text.Encoding.UTF8.GetString(message)).TryGet(out var id, out _));
        Assert.Equal(Known.OperatorId, id);
    }

    [Fact]
    public async Task The_API_users_of_an_operator_that_is_gone_are_removed_and_a_second_time_none()
    {
        await AddApiUserAsync();
        await PurgeAsync(Message);
        Assert.Null(await apiUsers.FindAsync(Known.ApiUserId, default));
        await PurgeAsync(Message);
        Assert.Equal(2, log.Lines().Count);
    }

    [Fact]
    public async Task Its_custom_services_are_removed_as_well()
    {
        var service = AService.Working();
        await apiUsers.Services.AddAsync(
            service, new AuditEntries(TimeProvider.System).New(AuditAction.CustomServiceCreated, service.Id, caller: null), default);
        await PurgeAsync(Message);
        Assert.Null(await apiUsers.Services.FindAsync(service.Id, default));
    }

    [Fact]
    public async Task Its_sessions_are_removed_as_well_and_those_of_others_stay()
    {
        var (its, colleagues) = (ASession.Of(Known.OperatorId), ASession.Of(AccountId.At(AccountKind.Operator, 42, 8, 15, 1)));
        await sessions.AddAsync(its, default);
        await sessions.AddAsync(colleagues, default);
        await PurgeAsync(Message);
        Assert.Null(await sessions.FindAsync(its.Id, default));
        Assert.NotNull(await sessions.FindAsync(colleagues.Id, default));
    }

    [Fact]
    public async Task Those_of_an_operator_that_exists_stay()
    {
        await operators.KeepAsync(AnOperator.Locked());
        await AddApiUserAsync();
        await sessions.AddAsync(ASession.Of(Known.OperatorId), default);
        await PurgeAsync(Message);
        Assert.NotNull(await apiUsers.FindAsync(Known.ApiUserId, default));
        Assert.NotNull(await sessions.FindAsync(ASession.Of(Known.OperatorId).Id, default));
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
    public async Task A_message_that_is_none_is_logged_and_removes_nothing(string message)
    {
        await AddApiUserAsync();
        await PurgeAsync(message);
        Assert.NotNull(await apiUsers.FindAsync(Known.ApiUserId, default));
        Assert.Equal(LogLevel.Error, Assert.Single(log.Lines()).Level);
    }

    private static string Message => """{"version":1,"operatorId":"40000005-4000-8000-8380-780000000001"}""";

    private Task PurgeAsync(string message) => new PurgeOperator(operators, apiUsers, apiUsers.Services, sessions, log).ExecuteAsync(message, default);

    private Task AddApiUserAsync() => apiUsers.AddAsync(
        AnApiUser.Working(), new AuditEntries(TimeProvider.System).New(AuditAction.ApiUserRegistered, Known.ApiUserId, caller: null), default);
}
