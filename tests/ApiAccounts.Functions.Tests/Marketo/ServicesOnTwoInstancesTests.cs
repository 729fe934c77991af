using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Marketo;

/// <summary>Custom services where two instances run.</summary>
[Collection<TwoInstances>]
public sealed class ServicesOnTwoInstancesTests(TwoApps apps)
{
    [Fact]
    public async Task Both_give_the_same_token_also_when_asked_at_once()
    {
        var service = await MadeService.NewAsync(apps.One, apps.Manager);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(number => service.AskAsync(number % 2 == 0 ? apps.One : apps.Other)));
        var token = Assert.Single(answers.Select(answer => answer.Is(HttpStatusCode.OK).Text("access_token")).Distinct());
        (await apps.Other.Anonymous.WithToken(token).GetAsync("/verify")).Is(HttpStatusCode.OK);
        Assert.Equal(token, await service.TokenAsync(apps.Other));
        Assert.Equal(token, await service.TokenAsync(apps.One));
    }

    [Theory]
    [InlineData("the service's deletion")]
    [InlineData("a new secret")]
    [InlineData("the operator's deletion")]
    [InlineData("the operator's lock")]
    public async Task What_ends_a_token_on_one_ends_it_on_the_other_within_a_second(string ending)
    {
        var service = await MadeService.NewAsync(apps.One, apps.Manager);
        var there = await service.AsAsync(apps.Other);
        (await there.GetAsync("/verify")).Is(HttpStatusCode.OK);

        await EndAsync(ending, service);

        await Task.Delay(TimeSpan.FromSeconds(1)); // Verification:MaxStaleness: what is promised
        (await there.GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
        (await service.AskAsync(apps.Other)).Is(HttpStatusCode.Unauthorized);
    }

    private async Task EndAsync(string ending, MadeService service)
    {
        var api = apps.One.As(apps.Manager);
        var user = $"/api/v1/users/{service.Operator.Id.UserId}";
        (await (ending switch
        {
            "the service's deletion" => api.DeleteAsync(service.Path),
            "a new secret" => api.PostAsync($"{service.Path}/regenerate-secret"),
            "the operator's deletion" => api.DeleteAsync(user),
            _ => api.PutJsonAsync(
                user,
                $$"""{"username":"{{service.Operator.UserName}}","firstName":"A","lastName":"B","email":"a@demo.example","status":"LOCKED"}"""),
        })).Is(ending switch
        {
            "the service's deletion" or "the operator's deletion" => HttpStatusCode.NoContent,
            _ => HttpStatusCode.OK,
        });
    }
}
