using System.Diagnostics;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.AudienceManager;

/// <summary>What is granted and withdrawn through one instance holds on another, which has the group in memory, within a second.</summary>
[Collection<TwoInstances>]
public sealed class GrantsOnTwoInstancesTests(TwoApps apps)
{
    /// <summary>The default of <c>Verification__MaxStaleness</c>.</summary>
    private static readonly TimeSpan MaxStaleness = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_permission_of_a_group_and_being_its_member()
    {
        var api = apps.One.As(apps.Manager);
        var member = await apps.One.BackDoor.NewOperatorAsync();
        var caller = apps.Other.As(await apps.One.RegisterAsync(member));
        var group = (await api.PostJsonAsync("/api/v1/groups", """{"name":"Watchers"}""")).Json.GetProperty("groupId").GetUInt32();
        var user = $"/api/v1/users/{member.Id.UserId}";
        const string Allowed = "/api/v1/users/1";
        (await caller.GetAsync(Allowed)).Is(HttpStatusCode.Forbidden);

        await JoinAsync($"[{group}]");
        (await caller.GetAsync(Allowed)).Is(HttpStatusCode.Forbidden);
        await GrantAsync("\"ReadOperators\"");
        await ComesAsync(HttpStatusCode.OK);
        await GrantAsync("\"ReadAudit\"");
        await ComesAsync(HttpStatusCode.Forbidden);
        await GrantAsync("\"ReadOperators\"");
        await ComesAsync(HttpStatusCode.OK);
        await JoinAsync("[]");
        await ComesAsync(HttpStatusCode.Forbidden);

        async Task GrantAsync(string permission) => (await api.PutJsonAsync(
            $"/api/v1/groups/{group}/permissions",
            $$"""[{"objectType":"PARTNER","objectId":1,"permissions":[{{permission}}]}]""")).Is(HttpStatusCode.OK);

        async Task JoinAsync(string groups) => (await api.PutJsonAsync(
            user,
            $$"""{"username":"{{member.UserName}}","firstName":"A","lastName":"B","email":"a@b","groups":{{groups}}}""")).Is(HttpStatusCode.OK);

        // No call that begins later than allowed after the change was answered goes by what was before.
        async Task ComesAsync(HttpStatusCode expected)
        {
            var since = Stopwatch.StartNew();
            TimeSpan began;
            Answer answer;
            do
            {
                began = since.Elapsed;
                answer = await caller.GetAsync(Allowed);
            }
            while (answer.Status != expected && began <= MaxStaleness);
            for (var i = 0; i < 20; i++)
            {
                Assert.Equal(expected, answer.Status);
                answer = await caller.GetAsync(Allowed);
            }
        }
    }
}
