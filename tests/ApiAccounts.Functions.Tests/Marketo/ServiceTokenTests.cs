using System.Globalization;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Tests.Native;
using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Marketo;

/// <summary>What a custom service's token is good for, and whose its calls are.</summary>
[Collection<MarketoApp>]
public sealed class ServiceTokenTests(AppFixture fixture) : NativeTest(fixture)
{
    [Fact]
    public async Task It_is_good_in_every_dialect_and_its_calls_are_counted_on_the_service()
    {
        var service = await MadeService.NewAsync(App, Manager);
        var api = await service.AsAsync(App);

        (await api.GetAsync("/v4/ApiUser")).Is(HttpStatusCode.OK);
        (await api.GetAsync("/api/v1/api-users")).Is(HttpStatusCode.OK);
        Assert.Equal(
            service.Operator.Id.UserId,
            (await api.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.OK).Json.GetProperty("userId").GetUInt32());
        var verified = (await api.GetAsync("/verify")).Is(HttpStatusCode.OK);
        Assert.Equal(
            (service.ClientId, null, service.Operator.OperatorGuid, "1"),
            (verified.Header("X-Custom-Service"), verified.Header("X-Api-User"), verified.Header("X-Operator"),
                verified.Header("X-Partner")));
        await service.AskAsync(App); // not counted

        await Queue.DrainedAsync();
        var shown = (await Api.GetAsync(service.Path)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(4, shown.GetProperty("requestsLast30Days").GetInt64());
        Assert.Equal("used", shown.GetProperty("lastUsed").GetProperty("status").GetString());
    }

    [Fact]
    public async Task It_has_the_rights_of_the_operator_and_what_it_changes_is_the_services_doing()
    {
        var service = await MadeService.NewAsync(App, Manager, isAdministrator: true);
        var api = await service.AsAsync(App);
        var colleague = await ColleagueAsync();
        (await api.DeleteAsync($"/api/v1/api-users/{colleague.ApiUserGuid}")).Is(HttpStatusCode.NoContent);
        var entry = (await Api.GetAsync($"/api/v1/audit?actor={service.ClientId}&action=apiUserDeleted"))
            .Is(HttpStatusCode.OK).Json.GetProperty("entries")[0];
        Assert.Equal(
            (colleague.ApiUserGuid, service.ClientId), (entry.GetProperty("subject").GetString(), entry.GetProperty("actor").GetString()));

        var plain = await (await MadeService.NewAsync(App, Manager)).AsAsync(App);
        (await plain.GetAsync($"/api/v1/api-users/{Manager.ApiUserGuid}")).Is(HttpStatusCode.Forbidden);
        Assert.Empty((await plain.GetAsync("/v4/ApiUser")).Is(HttpStatusCode.OK).Json.EnumerateArray());
    }

    [Fact]
    public async Task A_service_is_in_no_list_of_API_users()
    {
        var service = await MadeService.NewAsync(App, Manager);
        Assert.DoesNotContain(service.ClientId, (await Api.GetAsync("/v4/ApiUser")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(service.ClientId, (await Api.GetAsync("/api/v1/api-users?pageSize=1000")).Body, StringComparison.Ordinal);
        Assert.Equal("[]", (await Api.GetAsync($"/api/v1/operators/{service.Operator.OperatorGuid}/api-users")).Is(HttpStatusCode.OK).Body);
    }

    /// <summary>Its id but for the kind is an API user's: it must not be deleted by the wrong name, and unheard.</summary>
    [Fact]
    public async Task An_API_users_id_made_of_its_own_deletes_nothing()
    {
        var service = await MadeService.NewAsync(App, Manager);
        Assert.True(AccountId.TryParse(service.ClientId, out var id));
        var made = "2" + service.ClientId[1..];
        Assert.True(AccountId.TryParse(made, out var apiUser));
        Assert.Equal((AccountKind.ApiUser, id.Random), (apiUser.Kind, apiUser.Random));

        (await Api.DeleteAsync($"/api/v1/api-users/{made}")).Is(HttpStatusCode.NotFound);
        (await Api.GetAsync(service.Path)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_operators_expiry_ends_it_at_its_time()
    {
        var service = await MadeService.NewAsync(App, Manager);
        var api = await service.AsAsync(App);
        var expiresAt = DateTimeOffset.UtcNow.AddSeconds(3);
        await App.BackDoor.SetAsync(service.Operator, "ExpiresAt", expiresAt);
        if (DateTimeOffset.UtcNow < expiresAt.AddSeconds(-1)) (await api.GetAsync("/verify")).Is(HttpStatusCode.OK);

        await Eventually.Async(async () => (await api.GetAsync("/verify")).Status == HttpStatusCode.Unauthorized, "the token has ended");
        Assert.True(DateTimeOffset.UtcNow >= expiresAt);
        Assert.Equal("unauthorized", (await service.AskAsync(App)).Is(HttpStatusCode.Unauthorized).Text("error"));
    }

    [Fact]
    public async Task A_new_secret_ends_it_at_once_unless_the_one_before_lives_on()
    {
        var service = await MadeService.NewAsync(App, Manager);
        var api = await service.AsAsync(App);
        var renewed = (await Api.PostJsonAsync($"{service.Path}/regenerate-secret", """{"overlapDays":3}""")).Is(HttpStatusCode.OK);
        var other = service with { Secret = renewed.Text("clientSecret") };

        (await api.GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await (await service.AsAsync(App)).GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await (await other.AsAsync(App)).GetAsync("/verify")).Is(HttpStatusCode.OK);
        await Queue.DrainedAsync();
        var shown = (await Api.GetAsync(service.Path)).Is(HttpStatusCode.OK).Json.GetProperty("previousSecret");
        Assert.Equal(DateTimeOffset.UtcNow.AddDays(3), shown.GetProperty("endsAt").GetDateTimeOffset(), TimeSpan.FromMinutes(5));
        Assert.NotNull(shown.GetProperty("lastUsedAt").GetString());

        (await Api.PostAsync($"{service.Path}/regenerate-secret")).Is(HttpStatusCode.OK);
        (await api.GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal("invalid_client", (await service.AskAsync(App)).Is(HttpStatusCode.Unauthorized).Text("error"));
        Assert.StartsWith("Bearer ", (await api.GetAsync("/verify")).Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_row_of_a_service_goes_with_its_operator()
    {
        var service = await MadeService.NewAsync(App, Manager);
        var api = await service.AsAsync(App);
        (await Api.DeleteAsync($"/v4/Operator/{service.Operator.OperatorGuid}")).Is(HttpStatusCode.NoContent);
        (await api.GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
        (await Api.GetAsync(service.Path)).Is(HttpStatusCode.NotFound);
        Assert.Equal("unauthorized", (await service.AskAsync(App)).Is(HttpStatusCode.Unauthorized).Text("error"));

        await App.BackDoor.Get<Core.Housekeeping.PurgeOperator>().ExecuteAsync(
            $$"""{"version":1,"operatorId":"{{service.Operator.OperatorGuid}}"}""", default);
        var bucket = string.Create(CultureInfo.InvariantCulture, $"bucket-{service.Operator.Id.Bucket:x3}");
        Assert.DoesNotContain(await App.BackDoor.RowsAsync(bucket), row => row.GetString("Id") == service.ClientId);
    }
}
