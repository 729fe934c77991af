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
    public async Task Who_accepts_is_active_and_signs_in_with_the_password_it_chose()
    {
        var invited = await partner.InviteAsync(InvitedPartner.Ada with { Roles = [RoleAssignment.Administrator] });
        Assert.Equal("invalid_credentials", await SignInAsync());

        Assert.True((await partner.AcceptAsync(await partner.MailedTokenAsync())).TryGet(out var accepted, out _));

        Assert.Equal(accepted, await partner.FindAsync(invited));
        Assert.Equal((OperatorStatus.Active, null, null, true), (accepted.Status, accepted.InvitationHash, accepted.InvitationEndsAt, accepted.IsAdministrator));
        Assert.Equal((Known.Now, "For the summer", null), (accepted.InvitedAt, accepted.InvitationReason, accepted.TemporaryPasswordEndsAt));
        Assert.Equal(2, (await partner.App.Operators.PartnerAsync(42)).Administrators);
        Assert.Equal("good", await SignInAsync());
        var entry = partner.App.Audit[^1];
        Assert.Equal((AuditAction.InvitationAccepted, invited.Id, invited.Id, "192.0.2.7", null), (entry.Action, entry.Subject, entry.Actor, entry.Address, entry.Changes));
    }

    [Fact]
    public async Task Whatever_is_wrong_with_a_link_is_told_in_the_same_words_and_before_the_password_is_looked_at()
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

        foreach (var token in (string[])[replaced, used, withdrawn, ofDeleted, guessed, mixed, ofApiUser, other + "x", other[..^1], other.Replace('.', ' '), "", ".", "."])
        {
            var error = (await partner.AcceptAsync(token, "short")).Error!;
            Assert.Equal(
                (ErrorKind.NotFound, "no_such_invitation", "There is no such invitation: it has ended, was accepted or withdrawn, or another was sent in its place.", null),
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
    public async Task One_whose_access_has_ended_meanwhile_cannot_accept()
    {
        await partner.InviteAsync(InvitedPartner.Ada with { ExpiresAt = Known.Now.AddDays(1) });
        var token = await partner.MailedTokenAsync();
        partner.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("no_such_invitation", await partner.AcceptedAsync(token));
        partner.App.Clock.AdjustTime(Known.Now.AddDays(1).AddTicks(-1));
        Assert.Equal("good", await partner.AcceptedAsync(token));
    }

    [Fact]
    public async Task A_password_has_to_follow_the_rules_and_a_bad_one_leaves_the_link_as_it_was()
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
    public async Task Of_twenty_who_accept_at_once_one_does()
    {
        await partner.InviteAsync(InvitedPartner.Ada with { Roles = [RoleAssignment.Administrator] });
        var token = await partner.MailedTokenAsync();
        var codes = await AtOnce.RunAsync(20, number => partner.AcceptedAsync(token, $"Correct-Horse-{number}"));
        Assert.Equal(["good", .. Enumerable.Repeat("no_such_invitation", 19)], codes.Order());
        Assert.Equal(2, (await partner.App.Operators.PartnerAsync(42)).Administrators);
        Assert.Equal("good", await SignInAsync($"Correct-Horse-{Array.IndexOf(codes, "good")}"));
    }

    [Fact]
    public async Task Another_link_ends_the_one_before_and_works_for_seven_days_anew()
    {
        var invited = await partner.InviteAsync();
        var before = await partner.MailedTokenAsync();
        partner.App.Clock.Advance(TimeSpan.FromDays(6));
        Assert.True((await partner.App.Get<ResendInvitation>().ExecuteAsync(InvitedPartner.Root, invited.Id, default)).TryGet(out var sent, out _));
        var after = await partner.MailedTokenAsync();

        Assert.Equal((Known.Now.AddDays(13), 2), (sent.InvitationEndsAt, partner.App.Mails.Sent.Count));
        Assert.Equal(AuditAction.InvitationSent, partner.App.Audit[^1].Action);
        Assert.Equal("no_such_invitation", await partner.AcceptedAsync(before));
        partner.App.Clock.AdjustTime(Known.Now.AddDays(13).AddTicks(-1));
        Assert.Equal("good", await partner.AcceptedAsync(after));
    }

    [Fact]
    public async Task One_that_accepted_is_neither_sent_another_nor_withdrawn()
    {
        var invited = await partner.InviteAsync();
        Assert.Equal("good", await partner.AcceptedAsync(await partner.MailedTokenAsync()));
        Assert.Equal("not_found", (await partner.App.Get<ResendInvitation>().ExecuteAsync(InvitedPartner.Root, invited.Id, default)).Error?.Code);
        Assert.Equal("not_found", (await partner.App.Get<WithdrawInvitation>().ExecuteAsync(InvitedPartner.Root, invited.Id, default)).Error?.Code);
        Assert.NotNull(await partner.FindAsync(invited));
    }

    [Fact]
    public async Task One_that_is_withdrawn_is_gone_with_all_it_was_given_and_its_user_name_is_free()
    {
        var invited = await partner.InviteAsync();
        Assert.Null((await partner.App.Get<WithdrawInvitation>().ExecuteAsync(InvitedPartner.Root, invited.Id, default)).Error);

        Assert.Null(await partner.FindAsync(invited));
        Assert.Equal([invited.Id], partner.App.Get<InMemoryDeletedOperators>().Sent);
        var entry = partner.App.Audit[^1];
        Assert.Equal((AuditAction.InvitationWithdrawn, invited.Id, "\"Ada Example\", ada@partner.example"), (entry.Action, entry.Subject, entry.Changes));
        Assert.NotEqual(invited.Id, (await partner.InviteAsync()).Id);
    }

    [Fact]
    public async Task Who_may_do_less_than_the_invited_one_neither_sends_another_link_nor_withdraws_it()
    {
        var invited = await partner.InviteAsync(InvitedPartner.Ada with { Roles = [RoleAssignment.Administrator] });
        var manager = new Caller(InvitedPartner.Root.Operator, "Manager", Grants.Of(Permission.ManageOperators, Permission.ReadOperators));
        Assert.Equal(Error.Forbidden, (await partner.App.Get<ResendInvitation>().ExecuteAsync(manager, invited.Id, default)).Error);
        Assert.Equal(Error.Forbidden, (await partner.App.Get<WithdrawInvitation>().ExecuteAsync(manager, invited.Id, default)).Error);
    }

    [Fact]
    public async Task A_link_that_went_to_the_wrong_address_ends_when_that_is_put_right()
    {
        var invited = await partner.InviteAsync();
        var token = await partner.MailedTokenAsync();
        Assert.Null((await ChangeAsync(invited, new() { FirstName = "Augusta" })).Error);
        Assert.NotNull((await partner.FindAsync(invited))!.InvitationHash);
        Assert.Null((await ChangeAsync(invited, new() { Email = "augusta@partner.example" })).Error);
        Assert.Equal("no_such_invitation", await partner.AcceptedAsync(token));
        Assert.Contains("The link of its invitation ended", partner.App.Audit[^1].Changes, StringComparison.Ordinal);

        Assert.Null((await partner.App.Get<ResendInvitation>().ExecuteAsync(InvitedPartner.Root, invited.Id, default)).Error);
        token = await partner.MailedTokenAsync();
        Assert.Equal("augusta@partner.example", partner.App.Mails.Sent[^1].Recipient);
        Assert.Equal("good", await partner.AcceptedAsync(token));
    }

    [Fact]
    public async Task Nobody_gives_an_invited_one_a_password_or_makes_it_active()
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
    public async Task Nobody_gives_one_that_is_API_only_a_password_and_none_signs_in()
    {
        var apiOnly = await partner.InviteAsync(InvitedPartner.Ada with { IsApiOnly = true, Roles = [new(BuiltInRoles.ApiOnly, Workspaces.All)] });
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
        Assert.True(await partner.App.Operators.WriteAsync(new(stored with { Value = stored.Value with { PasswordHash = hash } }, entry), default));
        Assert.Equal("invalid_credentials", await SignInAsync());
    }

    [Fact]
    public async Task Those_who_did_not_accept_in_time_are_removed_and_nobody_else()
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
        Assert.Equal((AuditAction.InvitationExpired, late.Id, null, "\"Ada Example\", ada@partner.example"), (entry.Action, entry.Subject, entry.Actor, entry.Changes));
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
    public async Task Twenty_that_purge_at_once_remove_it_once()
    {
        await partner.InviteAsync();
        partner.App.Clock.Advance(TimeSpan.FromDays(7));
        var purged = await AtOnce.RunAsync(20, _ => partner.App.Get<PurgeInvitations>().ExecuteAsync(default));
        Assert.Equal(1, purged.Sum());
        Assert.Single(partner.App.Audit, entry => entry.Action == AuditAction.InvitationExpired);
    }

    [Fact]
    public async Task Who_dies_over_a_purge_leaves_what_the_next_one_finishes()
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
    public async Task One_that_accepts_while_it_is_being_removed_stays()
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
    public async Task One_that_is_removed_while_it_accepts_is_gone()
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
