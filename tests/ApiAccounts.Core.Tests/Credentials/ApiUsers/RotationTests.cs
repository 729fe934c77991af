using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Verification;

namespace ApiAccounts.Core.Tests.Credentials.ApiUsers;

/// <summary>The secret before a rotation, and what is seen of its use.</summary>
public sealed class RotationTests : IDisposable
{
    private readonly CoreUnderTest app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(30, true)]
    public async Task The_previous_secret_works_for_the_overlap_and_the_caller_tells_which_was_used(int days, bool outlives)
    {
        await KeepAsync();

        var rotated = await RotateAsync(days);

        Assert.Equal(false, await UsedPreviousAsync(rotated.Secret));
        Assert.Equal(outlives ? true : null, await UsedPreviousAsync(Known.Secret));
        app.Clock.AdjustTime(Known.Now.AddDays(days).AddTicks(-1));
        Assert.Equal(outlives ? true : null, await UsedPreviousAsync(Known.Secret));
        app.Clock.AdjustTime(Known.Now.AddDays(days));
        Assert.Null(await UsedPreviousAsync(Known.Secret));
        Assert.Equal(false, await UsedPreviousAsync(rotated.Secret));
    }

    [Fact]
    public async Task A_second_rotation_revokes_the_first_secret()
    {
        await KeepAsync();
        var second = await RotateAsync(30);
        var third = await RotateAsync(30);

        Assert.Null(await UsedPreviousAsync(Known.Secret));
        Assert.Equal(true, await UsedPreviousAsync(second.Secret));
        Assert.Equal(false, await UsedPreviousAsync(third.Secret));
        await RotateAsync(0);
        Assert.Null(await UsedPreviousAsync(third.Secret));
    }

    [Fact]
    public async Task Concurrent_rotations_follow_one_another()
    {
        await KeepAsync();

        var rotated = await AtOnce.RunAsync(8, _ => RotateAsync(30));

        var verdicts = new List<bool?>();
        foreach (var one in rotated) verdicts.Add(await UsedPreviousAsync(one.Secret));
        Assert.Equal(
            (1, 1, 6), (verdicts.Count(used => used == false), verdicts.Count(used => used == true), verdicts.Count(used => used is null)));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)] // the very second of the rotation
    [InlineData(5, true)]
    public void A_use_of_the_previous_secret_shows_unless_it_is_older_than_the_rotation(int seconds, bool shows)
    {
        var used = Known.Now.AddSeconds(seconds);
        var apiUser = AnApiUser.Working() with
        {
            PreviousSecret = new(Known.SecretHash, Known.Now, Known.Now.AddDays(1)),
            Usage = AccountUsage.None with { PreviousSecretLastUsed = used },
        };

        Assert.Equal(shows ? used : null, apiUser.PreviousSecretLastUsed);
        Assert.Null((apiUser with { PreviousSecret = null }).PreviousSecretLastUsed);
    }

    [Fact]
    public async Task A_rotation_is_dated_to_the_second_as_uses_are()
    {
        app.Clock.Advance(TimeSpan.FromMilliseconds(700));
        await KeepAsync();

        var previous = (await RotateAsync(1)).ApiUser.PreviousSecret!;

        Assert.Equal((Known.Now, Known.Now.AddDays(1).AddMilliseconds(700)), (previous.Since, previous.EndsAt));
    }

    [Fact]
    public async Task A_disabled_API_user_verifies_with_neither_secret()
    {
        await KeepAsync();
        await RotateAsync(1);
        await app.ApiUsers.ChangeAsync(
            Known.ApiUserId, AnApiUser.Disabled().Settings, app.NewEntry(Known.ApiUserId, AuditAction.ApiUserChanged), default);

        Assert.Equal(
            "credential_ended", (await app.Get<VerifyApiUser>().ExecuteAsync(Known.ApiUserName, Known.Secret, default)).Error?.Code);
    }

    /// <returns>Whether it was the previous one; null when it does not work.</returns>
    private async Task<bool?> UsedPreviousAsync(string secret) =>
        (await app.Get<VerifyApiUser>().ExecuteAsync(Known.ApiUserName, secret, default)).TryGet(out var caller, out _)
            ? caller.UsedPreviousSecret
            : null;

    private async Task<RotatedApiUser> RotateAsync(int days)
    {
        Assert.True(
            (await app.Get<RotateApiUser>().ExecuteAsync(Callers.Ada, Known.ApiUserId, days, default)).TryGet(out var rotated, out _));
        return rotated;
    }

    private async Task KeepAsync()
    {
        await app.Operators.KeepAsync(AnOperator.Active());
        await app.KeepAsync(AnApiUser.Working());
    }
}
