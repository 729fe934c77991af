using System.Globalization;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Marketo;

/// <summary>A partner of its own for each test, with an administrator whose API user calls.</summary>
public abstract class MarketoTest(AppFixture fixture) : IAsyncLifetime
{
    protected const string Users = "/userservice/management/v1/users";

    private static int lastName;

    protected App App { get; } = fixture.App;

    protected SeededOperator Administrator { get; private set; } = null!;

    /// <summary>Requests as the administrator.</summary>
    protected ApiClient Api { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Administrator = await App.BackDoor.NewPartnerAsync();
        Api = App.As(await App.RegisterAsync(Administrator));
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>One that nobody has.</summary>
    protected static string NewName() =>
        string.Create(CultureInfo.InvariantCulture, $"user-{Interlocked.Increment(ref lastName)}@marketo.example");

    /// <summary>Another user of the partner, called Ada Archer.</summary>
    protected async Task<Operator> NewUserAsync(bool isApiOnly = false, params RoleAssignment[] roles)
    {
        var name = NewName();
        var made = await App.BackDoor.CreateAsync(
            Administrator.Pid,
            new(name, $"mail-{name}", "Battery-Staple-7")
            {
                FirstName = "Ada",
                LastName = "Archer",
                IsApiOnly = isApiOnly,
                Roles = [.. roles],
            });
        return made.TryGet(out var user, out var error) ? user : throw new InvalidOperationException(error.Message);
    }

    /// <summary>Requests as a user that holds a role with some permissions.</summary>
    protected async Task<ApiClient> NewCallerAsync(params RolePermission[] permissions)
    {
        var number = await NewRoleAsync($"Caller {NewName()}", isApiOnly: false, permissions);
        var user = await NewUserAsync(isApiOnly: false, new RoleAssignment(number, Workspaces.Default));
        return App.As(await App.RegisterAsync(new SeededOperator(user.Id, user.UserName, "Battery-Staple-7")));
    }

    protected async Task<uint> NewRoleAsync(string name, bool isApiOnly, params RolePermission[] permissions)
    {
        var names = string.Join(
            ',', permissions.Select(permission => $"\"{char.ToLowerInvariant(permission.ToString()[0])}{permission.ToString()[1..]}\""));
        var body = $$"""{"name":"{{name}}","apiOnly":{{(isApiOnly ? "true" : "false")}},"permissions":[{{names}}]}""";
        return (await Api.PostJsonAsync("/api/v1/roles", body)).Is(HttpStatusCode.Created).Json.GetProperty("roleId").GetUInt32();
    }

    protected static string PathOf(Operator user, string call) => $"{Users}/{user.UserName}/{call}";

    /// <summary>The code of <c>{"errors":[{"code":"…","message":"…"}]}</c>, which is all that such a body may hold.</summary>
    protected static string CodeOf(Answer answer, HttpStatusCode status)
    {
        answer.Is(status);
        Assert.Equal("application/json; charset=utf-8", answer.Header("Content-Type"));
        Assert.Equal(["errors"], Answer.Names(answer.Json));
        var error = Assert.Single(answer.Json.GetProperty("errors").EnumerateArray());
        Assert.Equal(["code", "message"], Answer.Names(error));
        return error.GetProperty("code").GetString()!;
    }
}
