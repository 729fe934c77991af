using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.OAuth;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Verification;

namespace ApiAccounts.Core.Tests.OAuth;

public sealed class ServiceTokenTests : IDisposable
{
    private readonly AdasServices services = new();

    public void Dispose() => services.Dispose();

    [Fact]
    public async Task A_token_lasts_an_hour_and_its_scope_is_the_operators_address()
    {
        await services.KeepAdaAsync();
        var token = await services.TokenAsync(await services.CreateAsync());
        Assert.Equal((TimeSpan.FromHours(1), null, "sync@partner.example"), (token.Lifetime, token.RefreshToken, token.Scope));
        Assert.Equal("good", await services.VerifyAsync(token));
    }

    [Fact]
    public async Task Repeated_requests_get_the_same_token_until_it_expires_to_the_tick()
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        services.Clock.Advance(TimeSpan.FromSeconds(0.75)); // it is issued at the beginning of its second
        var first = await services.TokenAsync(made);
        Assert.Equal(TimeSpan.FromSeconds(3599.25), first.Lifetime);

        services.Clock.AdjustTime(Known.Now.AddHours(1).AddTicks(-1));
        var last = await services.TokenAsync(made);
        Assert.Equal((first.AccessToken, TimeSpan.FromTicks(1)), (last.AccessToken, last.Lifetime));
        Assert.Equal("good", await services.VerifyAsync(last));

        services.Clock.AdjustTime(Known.Now.AddHours(1));
        var next = await services.TokenAsync(made);
        Assert.NotEqual(first.AccessToken, next.AccessToken);
        Assert.Equal(TimeSpan.FromHours(1), next.Lifetime);
        Assert.Equal(("invalid_token", "good"), (await services.VerifyAsync(first), await services.VerifyAsync(next)));
    }

    [Fact]
    public async Task A_token_issued_by_a_clock_that_is_ahead_lasts_at_most_an_hour()
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        services.Clock.AdjustTime(Known.Now.AddSeconds(2));
        var token = await services.TokenAsync(made);
        services.Clock.AdjustTime(Known.Now);
        using var behind = services.App.Beside();
        var same = await services.TokenAsync(made, behind);
        Assert.Equal((token.AccessToken, TimeSpan.FromHours(1)), (same.AccessToken, same.Lifetime));
    }

    [Fact]
    public async Task Repeated_requests_read_and_write_nothing()
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        await services.TokenAsync(made);
        var calls = services.App.Spy<ICustomServiceStore>().CallCount;
        for (var i = 0; i < 10; i++) Assert.Equal("good", await services.VerifyAsync(await services.TokenAsync(made)));
        Assert.Equal(calls, services.App.Spy<ICustomServiceStore>().CallCount);
    }

    [Fact]
    public async Task Another_instance_with_an_older_cached_row_issues_the_same_token()
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        using var other = services.App.Beside();
        var refused = await other.Get<GrantServiceToken>().ExecuteAsync(made.Service.Id.ToString(), Known.Secret, null, default);
        Assert.Equal("invalid_client", refused.Error!.Code); // now it has the row in its cache
        var token = await services.TokenAsync(made);
        services.Clock.Advance(TimeSpan.FromSeconds(0.4));
        Assert.Null((await other.Get<VerifyAccessToken>().ExecuteAsync(token.AccessToken, default)).Error);
        Assert.Equal(token.AccessToken, (await services.TokenAsync(made, other)).AccessToken);
        var calls = other.Spy<ICustomServiceStore>().CallCount;
        Assert.Equal(token.AccessToken, (await services.TokenAsync(made, other)).AccessToken);
        Assert.Equal(calls, other.Spy<ICustomServiceStore>().CallCount);
    }

    [Fact]
    public async Task Two_instances_asked_at_once_issue_the_same_token()
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        using var other = services.App.Beside();
        IssuedTokens? first = null;
        services.App.Spy<ICustomServiceStore>().BeforeNext("IssueToken", async () =>
        {
            first = await services.TokenAsync(made, other);
            services.Clock.Advance(TimeSpan.FromSeconds(2));
        });
        var second = await services.TokenAsync(made);
        Assert.Equal((first!.AccessToken, TimeSpan.FromSeconds(3598)), (second.AccessToken, second.Lifetime));
        Assert.Single(services.App.Audit, entry => entry.Action == AuditAction.SignedIn);
    }

    [Fact]
    public async Task Each_new_token_is_audited_once_without_anything_secret()
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        var token = await services.TokenAsync(made);
        await services.TokenAsync(made);
        var entry = Assert.Single(services.App.Audit, entry => entry.Action == AuditAction.SignedIn);
        Assert.Equal(
            (made.Service.Id, made.Service.Id, "192.0.2.7", $$"""[{"field":"client","after":"{{made.Service.Id}}"}]"""),
            (entry.Subject, entry.Actor, entry.Address, entry.Changes?.ToString()));
        Assert.DoesNotContain(token.AccessToken, entry.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_caller_of_a_token_is_the_service_with_its_operators_rights()
    {
        await services.KeepAdaAsync(ada => ada with { Authorizations = [OperatorAuthorization.CreateIntegration] });
        var made = await services.CreateAsync();
        var caller = (await services.App.Get<VerifyAccessToken>().ExecuteAsync((await services.TokenAsync(made)).AccessToken, default))
            .Value();
        Assert.Equal(
            (Known.OperatorId, "Ada Example", made.Service.Id, true),
            (caller.Operator, caller.OperatorName, caller.Account, caller.IsCustomService));
        Assert.Equal((null, false, false), (caller.Session, caller.MustChangePassword, caller.UsedPreviousSecret));
        Assert.Equal([Permission.RecordUsage], caller.Grants.OnPartner);
    }

    [Fact]
    public async Task Wrong_and_unknown_credentials_are_refused_alike()
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        var id = made.Service.Id;
        var apiUser = AccountId.At(AccountKind.ApiUser, id.Pid, id.UserId, id.Bucket, id.Random);
        await services.App.KeepAsync(AnApiUser.Working() with { Id = apiUser });
        (string? Id, string? Secret)[] wrong =
        [
            (id.ToString(), Known.Secret), (id.ToString(), made.Secret[..^1]), (id.ToString(), null), (null, made.Secret),
            ("nonsense", made.Secret),
            (id.UserName, made.Secret), (AccountId.New(
                AccountKind.CustomService, 42, 7, 15).ToString(), made.Secret), (apiUser.ToString(), Known.Secret),
        ];
        foreach (var (clientId, secret) in wrong)
        {
            var error = (await services.App.Get<GrantServiceToken>().ExecuteAsync(clientId, secret, "192.0.2.7", default)).Error;
            Assert.Equal(
                new Error(
                    ErrorKind.Unauthenticated,
                    "invalid_client",
                    "The client id or the client secret is missing or wrong. This path takes those of a custom service."),
                error);
        }
    }

    [Fact]
    public async Task Right_credentials_and_tokens_of_a_locked_expired_or_deleted_operator_fail()
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        var token = await services.TokenAsync(made);
        await ExpectAsync("unauthorized", ada => ada with { Status = OperatorStatus.Locked });
        await ExpectAsync("unauthorized", ada => ada with { Status = OperatorStatus.Inactive });
        await ExpectAsync("good", ada => ada with { Status = OperatorStatus.Active });
        await ExpectAsync("unauthorized", ada => ada with { ExpiresAt = services.Clock.GetUtcNow() });
        await ExpectAsync("good", ada => ada with { ExpiresAt = null });
        await services.DeleteAdaAsync();
        await ExpectNowAsync("unauthorized");

        async Task ExpectAsync(string expected, Func<Operator, Operator> change)
        {
            await services.ChangeAdaAsync(change);
            await ExpectNowAsync(expected);
        }

        async Task ExpectNowAsync(string expected)
        {
            services.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(expected, await services.GrantAsync(made.Service.Id, made.Secret));
            Assert.Equal(expected == "good" ? "good" : "invalid_token", await services.VerifyAsync(token));
        }
    }

    [Fact]
    public async Task A_token_ends_to_the_tick_when_its_operator_expires()
    {
        await services.KeepAdaAsync(ada => ada with { ExpiresAt = Known.Now.AddSeconds(3) });
        var made = await services.CreateAsync();
        var token = await services.TokenAsync(made);
        services.Clock.AdjustTime(Known.Now.AddSeconds(3).AddTicks(-1));
        Assert.Equal("good", await services.VerifyAsync(token));
        services.Clock.AdjustTime(Known.Now.AddSeconds(3));
        Assert.Equal("invalid_token", await services.VerifyAsync(token));
        Assert.Equal("unauthorized", await services.GrantAsync(made.Service.Id, made.Secret));
    }

    [Fact]
    public async Task A_new_secret_without_an_overlap_revokes_the_token_and_the_secret()
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        var token = await services.TokenAsync(made);
        var renewed = await services.RegenerateAsync(made.Service.Id, overlapDays: 0);
        services.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(
            ("invalid_token", "invalid_client"),
            (await services.VerifyAsync(token), await services.GrantAsync(made.Service.Id, made.Secret)));
        var next = await services.TokenAsync(renewed);
        Assert.NotEqual(token.AccessToken, next.AccessToken);
        Assert.Equal("good", await services.VerifyAsync(next));
    }

    [Fact]
    public async Task During_an_overlap_each_secret_has_its_own_token_and_the_caller_tells_which()
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        var token = await services.TokenAsync(made);
        var renewed = await services.RegenerateAsync(made.Service.Id, overlapDays: 1);
        services.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(token.AccessToken, (await services.TokenAsync(made)).AccessToken);
        var next = await services.TokenAsync(renewed);
        Assert.NotEqual(token.AccessToken, next.AccessToken);
        Assert.True((await services.App.Get<VerifyAccessToken>().ExecuteAsync(token.AccessToken, default)).Value().UsedPreviousSecret);
        Assert.False((await services.App.Get<VerifyAccessToken>().ExecuteAsync(next.AccessToken, default)).Value().UsedPreviousSecret);

        services.Clock.Advance(TimeSpan.FromHours(1));
        var later = await services.TokenAsync(made);
        Assert.NotEqual(token.AccessToken, later.AccessToken);
        Assert.Equal(("good", TimeSpan.FromHours(1)), (await services.VerifyAsync(later), later.Lifetime));
    }

    [Fact]
    public async Task The_token_of_the_previous_secret_ends_with_the_overlap()
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        await services.RegenerateAsync(made.Service.Id, overlapDays: 1);
        services.Clock.AdjustTime(Known.Now.AddDays(1).AddMinutes(-10));
        var token = await services.TokenAsync(made);
        Assert.Equal(TimeSpan.FromMinutes(10), token.Lifetime);
        services.Clock.AdjustTime(Known.Now.AddDays(1).AddTicks(-1));
        Assert.Equal("good", await services.VerifyAsync(token));
        services.Clock.AdjustTime(Known.Now.AddDays(1));
        Assert.Equal(
            ("invalid_token", "invalid_client"),
            (await services.VerifyAsync(token), await services.GrantAsync(made.Service.Id, made.Secret)));
    }

    [Fact]
    public async Task A_second_rotation_revokes_the_secret_from_before_the_first()
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        var token = await services.TokenAsync(made);
        var second = await services.RegenerateAsync(made.Service.Id, overlapDays: 30);
        await services.RegenerateAsync(made.Service.Id, overlapDays: 30);
        services.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(
            ("invalid_token", "invalid_client"),
            (await services.VerifyAsync(token), await services.GrantAsync(made.Service.Id, made.Secret)));
        Assert.Equal("good", await services.GrantAsync(made.Service.Id, second.Secret));
    }

    [Fact]
    public async Task A_secret_regenerated_during_a_request_gives_the_old_one_no_token()
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        services.App.Spy<ICustomServiceStore>().BeforeNext("IssueToken", () => services.RegenerateAsync(made.Service.Id, overlapDays: 0));
        Assert.Equal("invalid_client", await services.GrantAsync(made.Service.Id, made.Secret));
    }

    [Fact]
    public async Task A_service_deleted_during_a_request_or_before_it_gets_no_token()
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        services.App.Spy<ICustomServiceStore>().BeforeNext("IssueToken", async () =>
            Assert.Null((await services.App.Get<DeleteCustomService>().ExecuteAsync(Callers.Ada, made.Service.Id, default)).Error));
        Assert.Equal("unauthorized", await services.GrantAsync(made.Service.Id, made.Secret));

        var another = await services.CreateAsync();
        var token = await services.TokenAsync(another);
        await services.App.Get<DeleteCustomService>().ExecuteAsync(Callers.Ada, another.Service.Id, default);
        services.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(
            ("invalid_token", "invalid_client"),
            (await services.VerifyAsync(token), await services.GrantAsync(another.Service.Id, another.Secret)));
    }
}
