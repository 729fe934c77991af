using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>Operators of partner 42.</summary>
internal static class AnOperator
{
    public static Operator Active() => new()
    {
        Id = Known.OperatorId,
        UserName = "ada@partner.example",
        Email = "ada@partner.example",
        FirstName = "Ada",
        LastName = "Example",
        Status = OperatorStatus.Active,
        CreatedAt = Known.Now.AddDays(-2),
    };

    public static Operator Locked() => Active() with { Status = OperatorStatus.Locked };

    public static Operator Inactive() => Active() with { Status = OperatorStatus.Inactive };

    public static Operator Pending() => Active() with { Status = OperatorStatus.Pending };

    /// <summary>Since this very moment.</summary>
    public static Operator Expired() => Active() with { ExpiresAt = Known.Now };

    /// <summary>Puts an operator and its user name where they belong, in the state it is in.</summary>
    public static async Task KeepAsync(this IOperatorStore store, Operator @operator)
    {
        await store.AddPartnerAsync(new(@operator.Id.Pid, "A partner", [], 0, 0), default);
        var partner = (await store.FindPartnerAsync(@operator.Id.Pid, default))!;
        var buckets = partner.Value.Buckets.Contains(@operator.Id.Bucket)
            ? partner.Value.Buckets
            : [.. partner.Value.Buckets, @operator.Id.Bucket];
        var counted = partner.Value with { Buckets = buckets, LastUserId = Math.Max(partner.Value.LastUserId, @operator.Id.UserId) };
        Assert.True(await store.AddPendingAsync(partner with { Value = counted }, @operator, default));
        Assert.True(
            await store.ClaimLoginAsync(LoginName.KeyOf(LoginName.Normalise(@operator.UserName)!), new(@operator.Id), null, default));
    }

    public static async Task<Partner> PartnerAsync(this IOperatorStore store, uint pid) =>
        (await store.FindPartnerAsync(pid, default))!.Value;
}
