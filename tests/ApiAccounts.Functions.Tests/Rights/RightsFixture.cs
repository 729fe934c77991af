using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Tests.Running;
using Azure;
using Azure.Data.Tables;

namespace ApiAccounts.Functions.Tests.Rights;

/// <summary>A running app with one API user for each kind of caller, and things of somebody else for them to try.</summary>
public sealed class RightsFixture() : AppFixture(
    ("Mail__Folder", Path.Combine(AppContext.BaseDirectory, "mail", "of-rights-tests")), ("Mail__From", "accounts@demo.example"),
    ("Mail__MaxPerHour", "1000"), ("Mail__MaxPerDay", "1000"), ("Mail__MaxLinksPerCaller", "1000")),
    IAsyncLifetime
{
    /// <summary>Of each caller's operator, until it is changed.</summary>
    public const string Password = "Battery-Staple-7";

    private readonly Dictionary<string, ApiClient> callers = [];
    private readonly List<SeededOperator> operators = [];
    private int targets;

    /// <param name="name">As the table in docs/rights.md has it.</param>
    public async Task<ApiClient> CallerAsync(string name) => name == "bearer administrator" ? await NewBearerAsync() : callers[name];

    public new async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        callers["anonymous"] = App.Anonymous;
        callers["administrator's own password"] = App.Administrator;
        await AddAsync("administrator", isAdministrator: true);
        await AddAsync("other partner's administrator", of: await App.BackDoor.NewPartnerAsync());
        await AddAsync("operator");
        await AddAsync("operator with the right", "Authorizations", "AccountAccess,CreateIntegration");
        await AddAsync("inactive", "Status", "Inactive", isAdministrator: true);
        await AddAsync("locked", "Status", "Locked", isAdministrator: true);
        await AddAsync("expired", "ExpiresAt", DateTimeOffset.UtcNow.AddMinutes(-1), isAdministrator: true);
        await AddTokensAsync();
    }

    /// <summary>Each caller's operator has its first password again, and never had another.</summary>
    public async Task RenewPasswordsAsync()
    {
        var hash = await App.BackDoor.HashAsync(Password);
        foreach (var @operator in operators)
        {
            var row = new TableEntity($"{@operator.Pid:x8}", $"operator|{@operator.Id.UserId:x8}")
            {
                ["PasswordHash"] = hash,
                ["FormerPasswordHashes"] = "",
                ["TemporaryPasswordEndsAt"] = DateTimeOffset.UtcNow.AddDays(1),
            };
            await App.BackDoor.Accounts.UpdateEntityAsync(row, ETag.All);
        }
    }

    /// <summary>
    /// An operator of partner 1 that none of the callers is, and what it has, made when an operation is first tried on it.
    /// </summary>
    public async Task<RightsTarget> NewTargetAsync()
    {
        var name = $"target-{Interlocked.Increment(ref targets)}@demo.example";
        return new(App.BackDoor, name,
            Value(await App.BackDoor.Get<CreateOperator>().ExecuteAsync(1, new(name, name, Password: null), caller: null, default)).Id);
    }

    /// <summary>An API user of an operator that may do nothing but what its only group grants.</summary>
    /// <returns>With the group, so that what it grants can be changed.</returns>
    public async Task<(ApiClient Caller, AccountId Group)> NewMemberAsync(params GroupPermission[] permissions)
    {
        var member = await App.BackDoor.NewOperatorAsync();
        operators.Add(member);
        var group = await NewGroupAsync();
        Value(await App.BackDoor.Get<AddGroupMember>().ExecuteAsync(RightsTarget.Administrator, group.Id, member.Id, default));
        await GrantAsync(group.Id, permissions);
        return (App.As(await App.RegisterAsync(member)), group.Id);
    }

    /// <summary>Through the running app, which goes by it at once.</summary>
    public async Task GrantAsync(AccountId group, params GroupPermission[] permissions)
    {
        var items = permissions.Select(granted =>
            $$"""{"objectType":"{{granted.On.ToString().ToUpperInvariant()}}","objectId":{{granted.Number}},"permissions":["{{string.Join("\",\"", granted.Permissions)}}"]}""");
        (await callers["administrator"].PutJsonAsync($"/api/v1/groups/{group.UserId}/permissions", $"[{string.Join(',', items)}]"))
            .Is(HttpStatusCode.OK);
    }

    private async Task<Group> NewGroupAsync() =>
        Value(await App.BackDoor.Get<CreateGroup>().ExecuteAsync(RightsTarget.Administrator, "Group", "name", "", default));

    /// <summary>A session of its own for each operation, since some end it.</summary>
    private async Task<ApiClient> NewBearerAsync() =>
        App.Anonymous.WithToken((await App.SignInAsync(await App.BackDoor.NewOperatorAsync(isAdministrator: true))).AccessToken);

    private async Task AddTokensAsync()
    {
        var signedIn = await App.SignInAsync(await App.BackDoor.NewOperatorAsync(isAdministrator: true));
        callers["expired token"] = App.Anonymous.WithToken(Jwt.Expired(signedIn.AccessToken));

        var revoked = await App.SignInAsync(await App.BackDoor.NewOperatorAsync(isAdministrator: true));
        callers["revoked token"] = App.Anonymous.WithToken(revoked.AccessToken);
        (await callers["revoked token"].GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await App.Anonymous.PostFormAsync("/oauth/revoke", ("client_id", "console"), ("token", revoked.RefreshToken)))
            .Is(HttpStatusCode.OK);

        var gone = await App.BackDoor.NewOperatorAsync(isAdministrator: true);
        callers["token of a deleted operator"] = App.Anonymous.WithToken((await App.SignInAsync(gone)).AccessToken);
        (await callers["administrator"].DeleteAsync($"/v4/Operator/{gone.OperatorGuid}")).Is(HttpStatusCode.NoContent);
    }

    private async Task AddAsync(
        string caller, string? property = null, object? value = null, bool isAdministrator = false, SeededOperator? of = null)
    {
        var @operator = of ?? await App.BackDoor.NewOperatorAsync(isAdministrator: isAdministrator);
        operators.Add(@operator);
        callers[caller] = App.As(await App.RegisterAsync(@operator));
        if (property is not null) await App.BackDoor.SetAsync(@operator, property, value!);
    }

    private static T Value<T>(Core.Kernel.Result<T> result) =>
        result.TryGet(out var value, out var error) ? value : throw new InvalidOperationException(error.Message);
}
