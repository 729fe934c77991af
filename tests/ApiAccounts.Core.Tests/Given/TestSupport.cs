using System.Text;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.Invitations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Testing.InMemory;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>What tests of use cases do with <see cref="CoreUnderTest"/> beside calling one.</summary>
internal static class TestSupport
{
    /// <summary>
    /// Where mails can be sent: how does not matter, since <see cref="CoreUnderTest.Mails"/> keeps them. As many as a test wants go to one
    /// address.
    /// </summary>
    public static MailOptions WithMail => new()
    {
        SmtpHost = "mail.example",
        From = "accounts@example.com",
        MaxPerHour = 1_000,
        MaxPerDay = 1_000,
    };

    /// <summary>What the links of invitations lead to.</summary>
    public static InvitationsOptions WithPage => new() { Page = "https://saas.example/invitation" };

    /// <exception cref="InvalidOperationException">It is a failure.</exception>
    public static T Value<T>(this Result<T> result) =>
        result.TryGet(out var value, out var error) ? value : throw new InvalidOperationException(error.Message);

    /// <returns>The code of the error, or <c>good</c>.</returns>
    public static string Code<T>(this Result<T> result) => result.Error?.Code ?? "good";

    public static Task KeepAsync(this CoreUnderTest app, ApiUser apiUser) =>
        app.ApiUsers.AddAsync(apiUser, app.NewEntry(apiUser.Id, AuditAction.ApiUserRegistered), default);

    public static Task KeepAsync(this CoreUnderTest app, CustomService service) =>
        app.Get<ICustomServiceStore>().AddAsync(service, app.NewEntry(service.Id, AuditAction.CustomServiceCreated), default);

    /// <summary>Creates the row of an existing operator's own usage.</summary>
    public static async Task KeepOwnUsageAsync(this CoreUnderTest app, AccountId operatorId) => Assert.True((await app.Get<IUsageStore>()
        .ApplyAsync(operatorId.Bucket, [], [new(operatorId, IUsageStore.NoRow, AccountUsage.None)], default)).IsApplied);

    public static AuditEntry NewEntry(this CoreUnderTest app, AccountId subject, AuditAction action) =>
        app.Get<AuditEntries>().New(action, subject, caller: null);

    /// <summary>How often the stores of API users and operators were called.</summary>
    public static int StoreCalls(this CoreUnderTest app) => app.Spy<IApiUserStore>().CallCount + app.Spy<IOperatorStore>().CallCount;

    /// <summary>Changes an operator without asking anybody.</summary>
    public static async Task ChangeAsync(this CoreUnderTest app, AccountId id, Func<Operator, Operator> change)
    {
        var current = (await app.Operators.FindCompleteAsync(id, default))!;
        Assert.True(await app.Operators.ChangeAsync(
            current with { Value = change(current.Value) }, partner: null, app.NewEntry(id, AuditAction.OperatorChanged), default));
    }

    /// <summary>Deletes an operator without asking anybody.</summary>
    public static async Task DeleteAsync(this CoreUnderTest app, AccountId id)
    {
        var current = (await app.Operators.FindCompleteAsync(id, default))!;
        Assert.True(await app.Operators.DeleteAsync(current, partner: null, app.NewEntry(id, AuditAction.OperatorDeleted), default));
    }

    /// <summary>The messages that have mails sent, with how long each stays hidden.</summary>
    public static IReadOnlyList<(string Message, TimeSpan Delay)> MailMessages(this CoreUnderTest app) =>
        [.. app.Get<InMemoryOperatorStore>().Announced.Select(announced => (MessageOf(announced.Mail), announced.Delay))];

    /// <summary>Works off the messages that have mails sent, as the queue would, once they have shown themselves.</summary>
    public static async Task SendMailsAsync(this CoreUnderTest app)
    {
        foreach (var mail in app.Get<InMemoryOperatorStore>().TakeVisible()) await app.Get<SendMail>().ExecuteAsync(
            MessageOf(mail), default);
    }

    private static string MessageOf(WaitingMail mail) => Encoding.UTF8.GetString(OutgoingMailMessage.Write(mail));
}
