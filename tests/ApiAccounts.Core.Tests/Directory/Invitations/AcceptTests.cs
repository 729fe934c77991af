using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.Invitations;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Housekeeping;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Testing.InMemory;

namespace ApiAccounts.Core.Tests.Directory.Invitations;

public sealed class AcceptTests : IAsyncLifetime
{
    private readonly InvitedPartner partner = new();

    public async ValueTask InitializeAsync() => await partner.KeepAdministratorAsync();

    public ValueTask DisposeAsync()
    {
        partner.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Accepting_activates_the_operator_with_its_chosen_password()
    {
        var invited = await partner.InviteAsync(InvitedPartner.Ada with { Roles = [RoleAssignment.Administrator] });
        Assert.Equal("invalid_credentials", await SignInAsync());

        Assert.True((await partner.AcceptAsync(await partner.MailedTokenAsync())).TryGet(out var accepted, out _));

        Assert.Equal(accepted, await partner.FindAsync(invited));
        Assert.Equal(
            (OperatorStatus.Active, null, null, true),
            (accepted.Status, accepted.InvitationHash, accepted.InvitationEndsAt, accepted.IsAdministrator));
        Assert.Equal(
            (Known.Now, "For the summer", null), (accepted.InvitedAt, accepted.InvitationReason, accepted.TemporaryPasswordEndsAt));
        Assert.Equal(2, (await partner.App.Operators.PartnerAsync(42)).Administrators);
        Assert.Equal("good", await SignInAsync());
        var entry = partner.App.Audit[^1];
        Assert.Equal(
            (AuditAction.InvitationAccepted, invited.Id, invited.Id, "192.0.2.7", null),
            (entry.Action, entry.Subject, entry.Actor, entry.Address, entry.Changes));
    }

    [Fact]
    public async Task Every_invalid_link_gets_the_same_error_before_the_password_is_checked()
    {
        var invited = await partner.InviteAsync();
        var replaced = await partner.MailedTokenAsync();
        Assert.Null((await partner.App.Get<ResendInvitation>().ExecuteAsync(InvitedPartner.Root, invited.Id, default)).Error);
        var used = await partner.MailedTokenAsync();
        Assert.Equal("good", await partner.AcceptedAsync(used));
        var withdrawnOperator = await partner.InviteAsync(InvitedPartner.Ada with { UserName = "b" });
        var withdrawn = await partner.MailedTokenAsync();
        Assert.Null((await partner.App.Get<WithdrawInvitation>().ExecuteAsync(InvitedPartner.Root, withdrawnOperator.Id, default)).Error);
        var waiting = await partner.InviteAsync(InvitedPartner.Ada with { UserName = "c" });
        var other = await partner.MailedTokenAsync();
        var guessed = $"{waiting.Id.UserName}.{ApiSecret.New("invitation")}";
        var mixed = $"{invited.Id.UserName}.{other.Split('.')[1]}";
        var ofApiUser = $"{Known.ApiUserName}.{other.Split('.')[1]}";
        var deleted = await partner.InviteAsync(InvitedPartner.Ada with { UserName = "d" });
        var ofDeleted = await partner.MailedTokenAsync();
        Assert.Null((await partner.App.Get<DeleteOperator>().ExecuteAsync(InvitedPartner.Root, deleted.Id, default)).Error);

        foreach (var token in (string[])[replaced, used, withdrawn, ofDeleted, guessed, mixed, ofApiUser, other + "x", other[..^1],
            other.Replace('.', ' '), "", ".", "."])
        {
            var error = (await partner.AcceptAsync(token, "short")).Error!;
            Assert.Equal(
                (ErrorKind.NotFound, "no_such_invitation",
                    "The invitation does not exist: it expired, was accepted or withdrawn, or was replaced by another.", null),
                (error.Kind, error.Code, error.Message, error.Target));
        }
        Assert.Equal("good", await partner.AcceptedAsync(other));
    }

    [Fact]
    public async Task A_link_works_for_seven_days_to_the_tick()
    {
        var token = await InvitedTokenAsync();
        partner.App.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal("no_such_invitation", await partner.AcceptedAsync(token));
        partner.App.Clock.AdjustTime(Known.Now.AddDays(7).AddTicks(-1));
        Assert.Equal("good", await partner.AcceptedAsync(token));
    }

    [Fact]
    public async Task An_operator_whose_access_has_expired_cannot_accept()
    {
        await partner.InviteAsync(InvitedPartner.Ada with { ExpiresAt = Known.Now.AddDays(1) });
        var token = await partner.MailedTokenAsync();
        partner.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("no_such_invitation", await partner.AcceptedAsync(token));
        partner.App.Clock.AdjustTime(Known.Now.AddDays(1).AddTicks(-1));
        Assert.Equal("good", await partner.AcceptedAsync(token));
    }

    [Fact]
    public async Task A_password_that_breaks_the_rules_leaves_the_link_valid()
    {
        var token = await InvitedTokenAsync();
        foreach (var password in (string[])["Short-1", "Correct-Ada-Horse-7"])
        {
            var error = (await partner.AcceptAsync(token, password)).Error!;
            Assert.Equal((ErrorKind.Invalid, "password"), (error.Kind, error.Target));
        }
        Assert.Equal("good", await partner.AcceptedAsync(token));
    }

    [Fact]
    public async Task One_of_twenty_concurrent_acceptances_succeeds()
    {
        await partner.InviteAsync(InvitedPartner.Ada with { Roles = [RoleAssignment.Administrator] });
        var token = await partner.MailedTokenAsync();
        var codes = await AtOnce.RunAsync(20, number => partner.AcceptedAsync(token, $"Correct-Horse-{number}"));
        Assert.Equal(["good", .. Enumerable.Repeat("no_such_invitation", 19)], codes.Order());
        Assert.Equal(2, (await partner.App.Operators.PartnerAsync(42)).Administrators);
        Assert.Equal("good", await SignInAsync($"Correct-Horse-{Array.IndexOf(codes, "good")}"));
    }

    [Fact]
    public async Task A_resent_link_replaces_the_previous_one_and_works_for_seven_days()
    {
        var invited = await partner.InviteAsync();
        var before = await partner.MailedTokenAsync();
        partner.App.Clock.Advance(TimeSpan.FromDays(6));
        Assert.True(
            (await partner.App.Get<ResendInvitation>().ExecuteAsync(InvitedPartner.Root, invited.Id, default)).TryGet(out var sent, out _));
        var after = await partner.MailedTokenAsync();

        Assert.Equal((Known.Now.AddDays(13), 2), (sent.InvitationEndsAt, partner.App.Mails.Sent.Count));
        Assert.Equal(AuditAction.InvitationSent, partner.App.Audit[^1].Action);
        Assert.Equal("no_such_invitation", await partner.AcceptedAsync(before));
        partner.App.Clock.AdjustTime(Known.Now.AddDays(13).AddTicks(-1));
        Assert.Equal("good", await partner.AcceptedAsync(after));
    }

    [Fact]
    public async Task An_accepted_invitation_can_be_neither_resent_nor_withdrawn()
    {
        var invited = await partner.InviteAsync();
        Assert.Equal("good", await partner.AcceptedAsync(await partner.MailedTokenAsync()));
        Assert.Equal(
            "not_found", (await partner.App.Get<ResendInvitation>().ExecuteAsync(InvitedPartner.Root, invited.Id, default)).Error?.Code);
        Assert.Equal(
            "not_found", (await partner.App.Get<WithdrawInvitation>().ExecuteAsync(InvitedPartner.Root, invited.Id, default)).Error?.Code);
        Assert.NotNull(await partner.FindAsync(invited));
    }

    [Fact]
    public async Task Withdrawing_deletes_the_operator_and_releases_its_user_name()
    {
        var invited = await partner.InviteAsync();
        Assert.Null((await partner.App.Get<WithdrawInvitation>().ExecuteAsync(InvitedPartner.Root, invited.Id, default)).Error);

        Assert.Null(await partner.FindAsync(invited));
        Assert.Equal([invited.Id], partner.App.Get<InMemoryDeletedOperators>().Sent);
        var entry = partner.App.Audit[^1];
        Assert.Equal(
            (AuditAction.InvitationWithdrawn, invited.Id,
                """[{"field":"fullName","before":"Ada Example"},{"field":"userName","before":"ada@partner.example"}]"""),
            (entry.Action, entry.Subject, entry.Changes?.ToString()));
        Assert.NotEqual(invited.Id, (await partner.InviteAsync()).Id);
    }

    [Fact]
    public async Task A_caller_with_fewer_rights_than_the_invitee_may_not_resend_or_withdraw()
    {
        var invited = await partner.InviteAsync(InvitedPartner.Ada with { Roles = [RoleAssignment.Administrator] });
        var manager = new Caller(InvitedPartner.Root.Operator, "Manager", Grants.Of(Permission.ManageOperators, Permission.ReadOperators));
        Assert.Equal(Error.Forbidden, (await partner.App.Get<ResendInvitation>().ExecuteAsync(manager, invited.Id, default)).Error);
        Assert.Equal(Error.Forbidden, (await partner.App.Get<WithdrawInvitation>().ExecuteAsync(manager, invited.Id, default)).Error);
    }

    [Fact]
    public async Task Correcting_the_address_revokes_the_link_sent_to_the_wrong_one()
    {
        var invited = await partner.InviteAsync();
        var token = await partner.MailedTokenAsync();
        Assert.Null((await ChangeAsync(invited, new() { FirstName = "Augusta" })).Error);
        Assert.NotNull((await partner.FindAsync(invited))!.InvitationHash);
        Assert.Null((await ChangeAsync(invited, new() { Email = "augusta@partner.example" })).Error);
        Assert.Equal("no_such_invitation", await partner.AcceptedAsync(token));
        Assert.Contains(new("invitationLink", "valid", "revoked"), partner.App.Audit[^1].Changes!);

        Assert.Null((await partner.App.Get<ResendInvitation>().ExecuteAsync(InvitedPartner.Root, invited.Id, default)).Error);
        token = await partner.MailedTokenAsync();
        Assert.Equal("augusta@partner.example", partner.App.Mails.Sent[^1].Recipient);
        Assert.Equal("good", await partner.AcceptedAsync(token));
    }

    [Fact]
    public async Task No_caller_sets_a_password_for_an_invitee_or_activates_it()
    {
        var invited = await partner.InviteAsync();
        Error?[] refused =
        [
            (await ChangeAsync(invited, new() { Password = Known.Password })).Error,
            (await ChangeAsync(invited, new() { Status = OperatorStatus.Active })).Error,
            (await ChangeAsync(invited, new() { Status = OperatorStatus.Locked })).Error,
            (await partner.App.Get<ResetPassword>().ExecuteAsync(InvitedPartner.Root, invited.Id, default)).Error,
        ];
        Assert.All(refused, error => Assert.Equal((ErrorKind.Conflict, "invitation_pending"), (error?.Kind, error?.Code)));
        Assert.Equal(invited, await partner.FindAsync(invited));
    }

    [Fact]
    public async Task An_API_only_operator_gets_no_password_and_cannot_sign_in()
    {
        var apiOnly = await partner.InviteAsync(
            InvitedPartner.Ada with { IsApiOnly = true, Roles = [new(BuiltInRoles.ApiOnly, Workspaces.All)] });
        Error?[] refused =
        [
            (await ChangeAsync(apiOnly, new() { Password = Known.Password })).Error,
            (await partner.App.Get<ResetPassword>().ExecuteAsync(InvitedPartner.Root, apiOnly.Id, default)).Error,
        ];
        Assert.All(refused, error => Assert.Equal((ErrorKind.Conflict, "api_only"), (error?.Kind, error?.Code)));

        // Had it a password all the same, that would be of no use.
        Assert.True((await partner.App.Get<PasswordHashing>().HashAsync(Known.Password, default)).TryGet(out var hash, out _));
        var stored = (await partner.App.Operators.FindAsync(42, apiOnly.Id.UserId, default))!;
        var entry = partner.App.NewEntry(apiOnly.Id, AuditAction.OperatorChanged);
        Assert.True(
            await partner.App.Operators.WriteAsync(new(stored with { Value = stored.Value with { PasswordHash = hash } }, entry), default));
        Assert.Equal("invalid_credentials", await SignInAsync());
    }

    [Fact]
    public async Task Only_invitees_that_did_not_accept_in_time_are_purged()
    {
        var late = await partner.InviteAsync();
        var resent = await partner.InviteAsync(InvitedPartner.Ada with { UserName = "resent" });
        var accepted = await partner.InviteAsync(InvitedPartner.Ada with { UserName = "accepted" });
        Assert.Equal("good", await partner.AcceptedAsync(await partner.MailedTokenAsync()));
        partner.App.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await partner.App.Get<ResendInvitation>().ExecuteAsync(InvitedPartner.Root, resent.Id, default)).Error);

        partner.App.Clock.AdjustTime(Known.Now.AddDays(7).AddSeconds(-1));
        Assert.Equal(0, await partner.App.Get<PurgeInvitations>().ExecuteAsync(default));
        Assert.NotNull(await partner.FindAsync(late));
        partner.App.Clock.AdjustTime(Known.Now.AddDays(7));
        Assert.Equal(1, await partner.App.Get<PurgeInvitations>().ExecuteAsync(default));

        Assert.Null(await partner.FindAsync(late));
        Assert.Equal([late.Id], partner.App.Get<InMemoryDeletedOperators>().Sent);
        var entry = partner.App.Audit[^1];
        Assert.Equal(
            (AuditAction.InvitationExpired, late.Id, null,
                """[{"field":"fullName","before":"Ada Example"},{"field":"userName","before":"ada@partner.example"}]"""),
            (entry.Action, entry.Subject, entry.Actor, entry.Changes?.ToString()));
        Assert.Equal(OperatorStatus.Invited, (await partner.FindAsync(resent))?.Status);
        Assert.Equal(OperatorStatus.Active, (await partner.FindAsync(accepted))?.Status);
        Assert.Equal([new(DeadlineKind.Invitation, resent.Id, Known.Now.AddDays(7).AddSeconds(1))], await DeadlinesAsync());
    }

    [Fact]
    public async Task A_part_of_a_second_counts()
    {
        partner.App.Clock.Advance(TimeSpan.FromMilliseconds(500));
        var invited = await partner.InviteAsync();
        partner.App.Clock.AdjustTime(Known.Now.AddDays(7));
        Assert.Equal(0, await partner.App.Get<PurgeInvitations>().ExecuteAsync(default));
        Assert.NotNull(await partner.FindAsync(invited));
        partner.App.Clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(1, await partner.App.Get<PurgeInvitations>().ExecuteAsync(default));
    }

    [Fact]
    public async Task Twenty_concurrent_purges_remove_an_invitee_once()
    {
        await partner.InviteAsync();
        partner.App.Clock.Advance(TimeSpan.FromDays(7));
        var purged = await AtOnce.RunAsync(20, _ => partner.App.Get<PurgeInvitations>().ExecuteAsync(default));
        Assert.Equal(1, purged.Sum());
        Assert.Single(partner.App.Audit, entry => entry.Action == AuditAction.InvitationExpired);
    }

    [Fact]
    public async Task A_purge_that_crashes_is_finished_by_the_next_one()
    {
        await partner.InviteAsync();
        partner.App.Clock.Advance(TimeSpan.FromDays(7));
        partner.App.Spy<IOperatorStore>().DieAfter("Delete");
        await Assert.ThrowsAsync<ProcessDiedException>(() => partner.App.Get<PurgeInvitations>().ExecuteAsync(default));
        Assert.Single(await DeadlinesAsync());
        Assert.Equal(0, await partner.App.Get<PurgeInvitations>().ExecuteAsync(default));
        Assert.Empty(await DeadlinesAsync());
    }

    [Fact]
    public async Task An_invitee_that_accepts_during_a_purge_stays()
    {
        var invited = await partner.InviteAsync();
        var token = await partner.MailedTokenAsync();
        partner.App.Clock.Advance(TimeSpan.FromDays(7));
        partner.App.Spy<IOperatorStore>().BeforeNext("Delete", AcceptByAnotherClockAsync);

        Assert.Equal(0, await partner.App.Get<PurgeInvitations>().ExecuteAsync(default));
        Assert.Equal(OperatorStatus.Active, (await partner.FindAsync(invited))?.Status);
        Assert.Equal(0, await partner.App.Get<PurgeInvitations>().ExecuteAsync(default));
        Assert.Empty(await DeadlinesAsync());

        async Task AcceptByAnotherClockAsync()
        {
            partner.App.Clock.AdjustTime(Known.Now);
            Assert.Equal("good", await partner.AcceptedAsync(token));
            partner.App.Clock.AdjustTime(Known.Now.AddDays(7));
        }
    }

    [Fact]
    public async Task An_invitee_that_is_purged_while_accepting_is_deleted()
    {
        var invited = await partner.InviteAsync();
        var token = await partner.MailedTokenAsync();
        partner.App.Spy<IOperatorStore>().BeforeNext("Change", PurgeAsync);

        Assert.Equal("no_such_invitation", await partner.AcceptedAsync(token));
        Assert.Null(await partner.FindAsync(invited));

        async Task PurgeAsync()
        {
            partner.App.Clock.Advance(TimeSpan.FromDays(7));
            Assert.Equal(1, await partner.App.Get<PurgeInvitations>().ExecuteAsync(default));
        }
    }

    private async Task<string> InvitedTokenAsync()
    {
        await partner.InviteAsync();
        return await partner.MailedTokenAsync();
    }

    private Task<Result<Operator>> ChangeAsync(Operator invited, OperatorChanges changes) =>
        partner.App.Get<ChangeOperator>().ExecuteAsync(InvitedPartner.Root, invited.Id, changes, version: null, default);

    private async Task<string> SignInAsync(string password = Known.Password) =>
        (await partner.App.Get<SignInOperator>().ExecuteAsync("ada@partner.example", password, null, default)).Error?.Code ?? "good";

    private ValueTask<List<Deadline>> DeadlinesAsync() =>
        partner.App.Get<IDeadlineStore>().ListAsync(DeadlineKind.Invitation, DateTimeOffset.MaxValue, default).ToListAsync();
}
