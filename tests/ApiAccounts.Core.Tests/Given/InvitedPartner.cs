using System.Text.RegularExpressions;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Invitations;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>Partner 42 with an administrator, where mails can be sent, and whoever it invites.</summary>
internal sealed partial class InvitedPartner : IDisposable
{
    public const uint Pid = 42;

    public static readonly Caller Root = new(
        AccountId.At(AccountKind.Operator, Pid, 100, 15, 1), "Root", Known.EveryGrant, Address: "192.0.2.1");

    public CoreUnderTest App { get; } = new(TestSupport.WithMail, TestSupport.WithPage);

    public static NewInvitation Ada => new("ada@partner.example", "Ada", "Example") { Reason = "For the summer" };

    public async Task KeepAdministratorAsync()
    {
        var root = AnOperator.Active() with
        {
            Id = Root.Operator,
            UserName = "root",
            Email = "root@partner.example",
            IsAdministrator = true,
        };
        await App.Operators.KeepAsync(root);
        var partner = (await App.Operators.FindPartnerAsync(Pid, default))!;
        var counted = partner with { Value = partner.Value with { Administrators = 1, LastUserId = 101 } };
        var nobody = root with { Id = AccountId.At(AccountKind.Operator, Pid, 101, 15, 1), UserName = "nobody" };
        Assert.True(await App.Operators.AddPendingAsync(counted, nobody, default));
    }

    public async Task<Operator> InviteAsync(NewInvitation? invitation = null) =>
        (await App.Get<InviteOperator>().ExecuteAsync(Root, invitation ?? Ada, default)).Value().Operator;

    /// <summary>What the link of the last mail ends with.</summary>
    public async Task<string> MailedTokenAsync()
    {
        await App.SendMailsAsync();
        var link = Link().Match(App.Mails.Sent[^1].Text);
        Assert.True(link.Success, App.Mails.Sent[^1].Text);
        return link.Groups[1].Value;
    }

    public Task<Result<Operator>> AcceptAsync(string token, string password = Known.Password) =>
        App.Get<AcceptInvitation>().ExecuteAsync(token, password, "192.0.2.7", default);

    /// <returns>The code of the error, or <c>good</c>.</returns>
    public async Task<string> AcceptedAsync(string token, string password = Known.Password) => (await AcceptAsync(token, password)).Code();

    public async Task<Operator?> FindAsync(Operator invited) =>
        (await App.Operators.FindAsync(invited.Id.Pid, invited.Id.UserId, default))?.Value;

    public void Dispose() => App.Dispose();

    [GeneratedRegex(@"https://saas\.example/invitation#([0-9A-Z]{27}\.invitation_[0-9A-Za-z]{49})\r\n")]
    private static partial Regex Link();
}
