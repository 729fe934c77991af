using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.Invitations;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Directory.Invitations;

public sealed class InviteTests : IAsyncLifetime
{
    private static readonly RoleAssignment ApiOnlyRole = new(BuiltInRoles.ApiOnly, Workspaces.All);

    private readonly InvitedPartner partner = new();

    public async ValueTask InitializeAsync() => await partner.KeepAdministratorAsync();

    public ValueTask DisposeAsync()
    {
        partner.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_invitee_is_mailed_a_link_that_lasts_seven_days_and_is_not_stored()
    {
        var result = await partner.App.Get<InviteOperator>().ExecuteAsync(
            InvitedPartner.Root,
            InvitedPartner.Ada with
            {
                UserName = "ada",
                ExpiresAt = Known.Now.AddDays(90),
                Roles = [RoleAssignment.Administrator, new(BuiltInRoles.StandardUser, 1)],
            },
            default);

        Assert.True(result.TryGet(out var invited, out _));
        Assert.True(invited.IsMailed);
        var ada = invited.Operator;
        Assert.Equal((OperatorStatus.Invited, "ada", true, null), (ada.Status, ada.UserName, ada.IsAdministrator, ada.PasswordHash));
        Assert.Equal([new RoleAssignment(BuiltInRoles.StandardUser, 1)], ada.Roles);
        Assert.Equal((Known.Now, "For the summer", Known.Now.AddDays(7)), (ada.InvitedAt, ada.InvitationReason, ada.InvitationEndsAt));
        Assert.Equal(ada, await partner.FindAsync(ada));
        Assert.Equal(1, (await partner.App.Operators.PartnerAsync(42)).Administrators); // one that has not accepted is none

        var secret = (await partner.MailedTokenAsync()).Split('.')[1];
        var mail = Assert.Single(partner.App.Mails.Sent);
        Assert.Equal(("ada@partner.example", "You are invited"), (mail.Recipient, mail.Subject));
        Assert.Contains("until 2026-11-29 10:30 UTC.", mail.Text, StringComparison.Ordinal);
        Assert.Matches(@"^v1\.1\.[A-Za-z0-9_-]{43}$", ada.InvitationHash);
        Assert.DoesNotContain(secret, ada.ToString(), StringComparison.Ordinal);
        var entry = Assert.Single(partner.App.Audit);
        Assert.Equal(
            (AuditAction.OperatorInvited, ada.Id, """[{"field":"reason","after":"For the summer"}]"""),
            (entry.Action, entry.Subject, entry.Changes?.ToString()));
        Assert.Equal(
            [new(DeadlineKind.Expiry, ada.Id, Known.Now.AddDays(90)), new(
                DeadlineKind.Invitation, ada.Id, Known.Now.AddDays(7))], await DeadlinesAsync());
    }

    [Fact]
    public async Task An_API_only_operator_is_active_at_once_and_gets_no_mail()
    {
        using var own = new CoreUnderTest(); // nor need mails be set up
        await own.Operators.AddPartnerAsync(new(42, "A partner", [], 0, 0), default);
        var invitation = InvitedPartner.Ada with { IsApiOnly = true, Roles = [ApiOnlyRole], ExpiresAt = Known.Now.AddDays(1) };
        Assert.True(
            (await own.Get<InviteOperator>().ExecuteAsync(InvitedPartner.Root, invitation, default)).TryGet(out var invited, out _));

        Assert.False(invited.IsMailed);
        var made = invited.Operator;
        Assert.Equal((OperatorStatus.Active, true, null, null), (made.Status, made.IsApiOnly, made.InvitationHash, made.InvitationEndsAt));
        Assert.Equal((Known.Now, "For the summer", Known.Now.AddDays(1)), (made.InvitedAt, made.InvitationReason, made.ExpiresAt));
        Assert.Empty(own.MailMessages());
        Assert.Equal(AuditAction.OperatorCreated, Assert.Single(own.Audit).Action);
        Assert.Equal(
            [new(DeadlineKind.Expiry, made.Id, Known.Now.AddDays(1))],
            await own.Get<IDeadlineStore>().ListAsync(DeadlineKind.Expiry, DateTimeOffset.MaxValue, default).ToListAsync());
        Assert.Empty(await own.Get<IDeadlineStore>().ListAsync(DeadlineKind.Invitation, DateTimeOffset.MaxValue, default).ToListAsync());
    }

    [Fact]
    public async Task An_API_only_operator_needs_both_the_role_and_the_flag()
    {
        Assert.Equal("api_only_role", await CodeAsync(InvitedPartner.Ada with { Roles = [ApiOnlyRole] }));
        Assert.Equal("api_only_role_missing", await CodeAsync(InvitedPartner.Ada with { IsApiOnly = true }));
        Assert.Equal("good", await CodeAsync(InvitedPartner.Ada with { IsApiOnly = true, Roles = [ApiOnlyRole] }));
    }

    [Fact]
    public async Task An_invalid_invitation_names_the_member_that_is_wrong()
    {
        (NewInvitation Invitation, string Target)[] wrong =
        [
            (InvitedPartner.Ada with { Email = "ada" }, "email"),
            (InvitedPartner.Ada with { UserName = "a:b" }, "userName"),
            (InvitedPartner.Ada with { FirstName = " ", LastName = "" }, "fullName"),
            (InvitedPartner.Ada with { ExpiresAt = Known.Now }, "expiresAt"),
            (InvitedPartner.Ada with { Reason = new('x', 256) }, "reason"),
            (InvitedPartner.Ada with { Reason = "two\nlines" }, "reason"),
            (InvitedPartner.Ada with { Roles = [new(77, 0)] }, "roles"),
        ];
        foreach (var (invitation, target) in wrong)
        {
            var error = (await partner.App.Get<InviteOperator>().ExecuteAsync(InvitedPartner.Root, invitation, default)).Error!;
            Assert.Equal((ErrorKind.Invalid, target), (error.Kind, error.Target));
        }
        Assert.Equal("good", await CodeAsync(InvitedPartner.Ada with { Reason = new('x', 255) }));
        Assert.Equal("user_name_taken", await CodeAsync(InvitedPartner.Ada));
    }

    [Fact]
    public async Task No_caller_invites_an_operator_to_more_rights_than_its_own()
    {
        var manager = InvitedPartner.Root with { };
        manager = new(manager.Operator, "Manager", Grants.Of(Permission.ManageOperators, Permission.ReadOperators));
        Assert.Equal("forbidden", await CodeAsync(InvitedPartner.Ada with { Roles = [RoleAssignment.Administrator] }, manager));
        Assert.Equal("good", await CodeAsync(InvitedPartner.Ada, manager));
        Assert.Equal("forbidden", await CodeAsync(InvitedPartner.Ada, new(manager.Operator, "Nobody", Grants.None)));
    }

    [Theory]
    [InlineData(false, "https://saas.example/invitation", "mail_not_set_up")]
    [InlineData(true, null, "invitation_page_not_set_up")]
    public async Task An_invitation_fails_when_no_link_can_be_mailed(bool isMailSetUp, string? page, string code)
    {
        using var own = new CoreUnderTest(isMailSetUp ? TestSupport.WithMail : new(), new InvitationsOptions { Page = page });
        await own.Operators.AddPartnerAsync(new(42, "A partner", [], 0, 0), default);
        var error = (await own.Get<InviteOperator>().ExecuteAsync(InvitedPartner.Root, InvitedPartner.Ada, default)).Error!;
        Assert.Equal((ErrorKind.Unavailable, code), (error.Kind, error.Code));
        Assert.Empty(await own.Operators.ListAsync(42, default).ToListAsync());
    }

    [Theory]
    [InlineData("AddPending")]
    [InlineData("ClaimLogin")]
    [InlineData("Activate")]
    public async Task A_crash_at_any_step_still_leads_to_one_mail_with_a_working_link(string step)
    {
        partner.App.Spy<IOperatorStore>().DieAfter(step);
        await Assert.ThrowsAsync<ProcessDiedException>(() => partner.InviteAsync());
        for (var again = 0; again < 2; again++)
        {
            var begun = (await partner.App.Operators.FindAsync(42, 102, default))!.Value;
            Assert.Null((await partner.App.Get<CreateOperator>().CompleteAsync(begun, caller: null, default)).Error);
        }

        partner.App.Clock.Advance(TimeSpan.FromSeconds(60));
        var token = await partner.MailedTokenAsync();
        Assert.Single(partner.App.Mails.Sent);
        Assert.Equal("good", await partner.AcceptedAsync(token));
    }

    [Fact]
    public async Task A_user_name_can_be_invited_again_after_the_inviter_crashed()
    {
        partner.App.Spy<IOperatorStore>().DieAfter("ClaimLogin");
        await Assert.ThrowsAsync<ProcessDiedException>(() => partner.InviteAsync());
        Assert.Equal("user_name_taken", await CodeAsync(InvitedPartner.Ada));
        partner.App.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("good", await CodeAsync(InvitedPartner.Ada));
        Assert.Equal("good", await partner.AcceptedAsync(await partner.MailedTokenAsync()));
    }

    [Fact]
    public async Task Pending_invitations_are_listed_and_found_until_accepted()
    {
        var ada = await partner.InviteAsync();
        var token = await partner.MailedTokenAsync();
        var bob = await partner.InviteAsync(new("bob@partner.example", "Bob", ""));
        Assert.Equal([ada.Id, bob.Id], await ListedAsync());
        Assert.Equal(ada, (await partner.App.Get<GetInvitation>().ExecuteAsync(InvitedPartner.Root, ada.Id, default)).Value());

        Assert.Equal("good", await partner.AcceptedAsync(token));

        Assert.Equal([bob.Id], await ListedAsync());
        var error = (await partner.App.Get<GetInvitation>().ExecuteAsync(InvitedPartner.Root, ada.Id, default)).Error!;
        Assert.Equal((ErrorKind.NotFound, "There is no such invitation."), (error.Kind, error.Message));
    }

    [Fact]
    public async Task Another_partners_invitations_are_not_found()
    {
        var (ada, stranger) = (await partner.InviteAsync(), Callers.Stranger);
        Error?[] refused =
        [
            (await partner.App.Get<GetInvitation>().ExecuteAsync(stranger, ada.Id, default)).Error,
            (await partner.App.Get<ResendInvitation>().ExecuteAsync(stranger, ada.Id, default)).Error,
            (await partner.App.Get<WithdrawInvitation>().ExecuteAsync(stranger, ada.Id, default)).Error,
        ];
        Assert.All(refused, error => Assert.Equal(ErrorKind.NotFound, error?.Kind));
        Assert.NotNull(await partner.FindAsync(ada));
    }

    private async Task<string> CodeAsync(NewInvitation invitation, Caller? caller = null) =>
        (await partner.App.Get<InviteOperator>().ExecuteAsync(caller ?? InvitedPartner.Root, invitation, default)).Error?.Code ?? "good";

    private async Task<IEnumerable<AccountId>> ListedAsync() =>
        (await partner.App.Get<ListInvitations>().ExecuteAsync(InvitedPartner.Root, default)).Value().Select(one => one.Id);

    private async Task<IEnumerable<Deadline>> DeadlinesAsync() =>
    [
        .. await partner.App.Get<IDeadlineStore>().ListAsync(DeadlineKind.Expiry, DateTimeOffset.MaxValue, default).ToListAsync(),
        .. await partner.App.Get<IDeadlineStore>().ListAsync(DeadlineKind.Invitation, DateTimeOffset.MaxValue, default).ToListAsync(),
    ];
}
