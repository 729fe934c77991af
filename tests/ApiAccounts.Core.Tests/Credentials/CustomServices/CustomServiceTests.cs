using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Credentials.Secrets;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Credentials.CustomServices;

public sealed class CustomServiceTests : IDisposable
{
    private static readonly AccountId BobId = AccountId.At(AccountKind.Operator, 42, 8, 3, 1);

    private readonly AdasServices services = new();

    public void Dispose() => services.Dispose();

    [Fact]
    public async Task A_service_is_created_in_its_operators_bucket_and_only_a_hash_is_stored()
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        var id = made.Service.Id;
        Assert.Equal((AccountKind.CustomService, 42u, 7u, 15), (id.Kind, id.Pid, id.UserId, id.Bucket));
        Assert.Equal(
            (Known.OperatorId, "Sync", "Leads, every night", Known.Now, 1),
            (made.Service.OperatorId, made.Service.Name, made.Service.Description, made.Service.CreatedAt, made.Service.SecretVersion));
        Assert.Equal(made.Service, (await services.App.Get<ICustomServiceStore>().FindAsync(id, default))!.Value);
        Assert.True(ApiSecret.IsWellFormed(made.Secret));
        Assert.DoesNotContain(made.Secret, made.Service.ToString(), StringComparison.Ordinal);
        var entry = Assert.Single(services.App.Audit);
        Assert.Equal(
            (AuditAction.CustomServiceCreated, id, Known.OperatorId, """[{"field":"name","after":"Sync"}]"""),
            (entry.Action, entry.Subject, entry.Actor, entry.Changes?.ToString()));
    }

    [Fact]
    public async Task Only_an_API_only_operator_can_have_a_custom_service()
    {
        await services.App.Operators.KeepAsync(AnOperator.Active());
        var error = (await services.App.Get<CreateCustomService>().ExecuteAsync(
            Callers.Ada, Known.OperatorId, AdasServices.Settings, default)).Error!;
        Assert.Equal((ErrorKind.Invalid, "operator_not_api_only", "operatorId"), (error.Kind, error.Code, error.Target));
        Assert.Empty(services.App.Audit);
    }

    [Theory]
    [InlineData("", "", "name", "The name of a custom service must not be empty.")]
    [InlineData(" ", "", "name", "The name of a custom service must not be empty.")]
    [InlineData("a\nb", "", "name", "The name of a custom service must not contain U+000A (a control character).")]
    [InlineData("a", "b\t", "description", "The description of a custom service must not contain U+0009 (a control character).")]
    [InlineData("*101", "", "name", "The name of a custom service must have at most 100 characters; it has 101.")]
    [InlineData("a", "*256", "description", "The description of a custom service must have at most 255 characters; it has 256.")]
    public async Task The_name_and_description_of_a_service_are_validated(string name, string description, string target, string message)
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        var settings = new CustomServiceSettings(Text(name), Text(description));
        foreach (var error in new[]
        {
            (await services.App.Get<CreateCustomService>().ExecuteAsync(Callers.Ada, Known.OperatorId, settings, default)).Error!,
            (await services.App.Get<UpdateCustomService>().ExecuteAsync(Callers.Ada, made.Service.Id, settings, default)).Error!,
        })
            Assert.Equal((ErrorKind.Invalid, "invalid_value", target, message), (error.Kind, error.Code, error.Target, error.Message));
    }

    [Fact]
    public async Task The_name_and_description_may_have_their_full_length()
    {
        await services.KeepAdaAsync();
        Assert.Null(
            (await services.App.Get<CreateCustomService>().ExecuteAsync(
                Callers.Ada, Known.OperatorId, new(Text("*100"), Text("*255")), default)).Error);
        Assert.Null(
            (await services.App.Get<CreateCustomService>().ExecuteAsync(Callers.Ada, Known.OperatorId, new("a", ""), default)).Error);
    }

    [Fact]
    public async Task An_update_is_audited_and_keeps_the_token_and_the_secret()
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        var token = await services.TokenAsync(made);
        var changed = (await services.App.Get<UpdateCustomService>().ExecuteAsync(
            Callers.Ada, made.Service.Id, new("Sync 2", "Leads, every night"), default)).Value();
        Assert.Equal("Sync 2", changed.Name);
        Assert.Equal(changed, (await services.App.Get<ICustomServiceStore>().FindAsync(made.Service.Id, default))!.Value);
        Assert.Equal([new("name", "Sync", "Sync 2")], services.App.Audit[^1].Changes);
        Assert.Equal(token.AccessToken, (await services.TokenAsync(made)).AccessToken);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(31)]
    public async Task An_overlap_out_of_bounds_is_refused(int days)
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        var error = (await services.App.Get<RegenerateServiceSecret>().ExecuteAsync(Callers.Ada, made.Service.Id, days, default)).Error!;
        Assert.Equal((ErrorKind.Invalid, "overlapDays"), (error.Kind, error.Target));
    }

    [Fact]
    public async Task A_regenerated_secret_has_the_next_version_and_is_audited()
    {
        await services.KeepAdaAsync();
        var made = await services.CreateAsync();
        await services.TokenAsync(made);
        var renewed = (await services.RegenerateAsync(made.Service.Id, overlapDays: 3)).Service;
        Assert.Equal((2, null, Known.Now), (renewed.SecretVersion, renewed.TokenIssuedAt, renewed.PreviousTokenIssuedAt));
        Assert.Equal(new PreviousSecret(made.Service.SecretHash, Known.Now, Known.Now.AddDays(3)), renewed.PreviousSecret);
        Assert.Equal(
            (AuditAction.CustomServiceRotated, """[{"field":"previousSecret","after":"valid for 3 days"}]"""),
            (services.App.Audit[^1].Action, services.App.Audit[^1].Changes?.ToString()));
        var again = (await services.RegenerateAsync(made.Service.Id, overlapDays: 0)).Service;
        Assert.Equal((3, null, null, null), (again.SecretVersion, again.TokenIssuedAt, again.PreviousSecret, again.PreviousTokenIssuedAt));
    }

    [Fact]
    public async Task A_list_has_what_the_caller_may_see_in_order_of_creation()
    {
        await services.KeepAdaAsync();
        await services.App.Operators.KeepAsync(AnOperator.Active() with { Id = BobId, UserName = "bob", IsApiOnly = true });
        var administrator = Callers.Administrator;
        foreach (var (of, name) in new[] { (Known.OperatorId, "first"), (BobId, "bob's"), (Known.OperatorId, "last") })
        {
            Assert.Null((await services.App.Get<CreateCustomService>().ExecuteAsync(administrator, of, new(name, ""), default)).Error);
            services.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(["first", "bob's", "last"], await ListAsync(administrator));
        Assert.Equal(["first", "last"], await ListAsync(Callers.Ada));
        Assert.Empty(await ListAsync(Callers.Colleague));
        var permitted = new Caller(BobId, "Bob", Grants.None.Plus(7, [Permission.ReadApiUsers]));
        Assert.Equal(["first", "bob's", "last"], await ListAsync(permitted));
        await services.DeleteAdaAsync();
        Assert.Equal(["bob's"], await ListAsync(administrator));
    }

    [Fact]
    public async Task Others_may_neither_see_nor_change_a_service_and_other_partners_find_none()
    {
        await services.KeepAdaAsync();
        var id = (await services.CreateAsync()).Service.Id;
        foreach (var (caller, expected) in new[] { (Callers.Colleague, "forbidden"), (Callers.Stranger, "not_found") })
        {
            Assert.Equal(expected, (await services.App.Get<GetCustomService>().ExecuteAsync(caller, id, default)).Error?.Code);
            Assert.Equal(
                expected,
                (await services.App.Get<UpdateCustomService>().ExecuteAsync(caller, id, AdasServices.Settings, default)).Error?.Code);
            Assert.Equal(expected, (await services.App.Get<RegenerateServiceSecret>().ExecuteAsync(caller, id, 0, default)).Error?.Code);
            Assert.Equal(expected, (await services.App.Get<DeleteCustomService>().ExecuteAsync(caller, id, default)).Error?.Code);
            Assert.Equal(expected, (await services.App.Get<CreateCustomService>().ExecuteAsync(
                caller, Known.OperatorId, AdasServices.Settings, default)).Error?.Code);
        }
    }

    [Fact]
    public async Task No_caller_gets_a_secret_of_an_operator_with_more_rights()
    {
        await services.KeepAdaAsync(ada => ada with { IsAdministrator = true });
        var made = await services.CreateAsync();
        var manager = new Caller(BobId, "Bob", Grants.Of(Permission.ReadApiUsers, Permission.ManageApiUsers));
        Assert.Equal(
            Error.Forbidden,
            (await services.App.Get<CreateCustomService>().ExecuteAsync(manager, Known.OperatorId, AdasServices.Settings, default)).Error);
        Assert.Equal(
            Error.Forbidden, (await services.App.Get<RegenerateServiceSecret>().ExecuteAsync(manager, made.Service.Id, 0, default)).Error);
        Assert.Null((await services.App.Get<UpdateCustomService>().ExecuteAsync(manager, made.Service.Id, new("a", ""), default)).Error);
    }

    [Fact]
    public async Task A_deleted_service_or_one_of_a_deleted_operator_is_not_found()
    {
        await services.KeepAdaAsync();
        var administrator = Callers.Administrator;
        var (id, another) = ((await services.CreateAsync()).Service.Id, (await services.CreateAsync()).Service.Id);
        Assert.Null((await services.App.Get<DeleteCustomService>().ExecuteAsync(administrator, id, default)).Error);
        Assert.Equal(GetNotFound, (await services.App.Get<GetCustomService>().ExecuteAsync(administrator, id, default)).Error);
        Assert.Equal(
            GetNotFound,
            (await services.App.Get<UpdateCustomService>().ExecuteAsync(administrator, id, AdasServices.Settings, default)).Error);
        Assert.Equal(GetNotFound, (await services.App.Get<RegenerateServiceSecret>().ExecuteAsync(administrator, id, 0, default)).Error);
        Assert.Equal(GetNotFound, (await services.App.Get<DeleteCustomService>().ExecuteAsync(administrator, id, default)).Error);
        Assert.Null((await services.App.Get<GetCustomService>().ExecuteAsync(administrator, another, default)).Error);
        await services.DeleteAdaAsync();
        Assert.Equal(GetNotFound, (await services.App.Get<GetCustomService>().ExecuteAsync(administrator, another, default)).Error);
        Assert.Equal(Error.NotFound("operator"), (await services.App.Get<CreateCustomService>().ExecuteAsync(
            administrator, Known.OperatorId, AdasServices.Settings, default)).Error);
    }

    private static Error GetNotFound => Error.NotFound("custom service");

    private async Task<IEnumerable<string>> ListAsync(Caller caller) =>
        (await services.App.Get<ListCustomServices>().ExecuteAsync(caller, default)).Value().Select(service => service.Name);

    /// <summary>A star and a number stand for so many characters.</summary>
    private static string Text(string text) =>
        text.StartsWith('*') ? new('x', int.Parse(text[1..], System.Globalization.CultureInfo.InvariantCulture)) : text;
}
