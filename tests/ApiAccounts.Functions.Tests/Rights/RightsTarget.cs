using ApiAccounts.Core.Access;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Invitations;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Rights;

/// <summary>
/// What an operation is tried on: an operator, and what it has. All else than the operator is made when it is first asked for, since most
/// operations want none of it.
/// </summary>
public sealed class RightsTarget(BackDoor backDoor, string userName, AccountId @operator)
{
    public static readonly Caller Administrator = new(AccountId.New(AccountKind.Operator, 1, 1, 1), "Somebody", Grants.All);

    private readonly Dictionary<string, Task<string>> made = [];

    public string UserName => userName;

    public string OperatorGuid => @operator.ToString();

    public uint UserId => @operator.UserId;

    public Task<string> ApiUserAsync() => OnceAsync("API user", async () =>
        Value(await backDoor.Get<RegisterApiUser>().ExecuteAsync(Administrator, @operator, new("Target"), default)).ApiUser.Id.ToString());

    /// <summary>It is authorised to <c>AllowInfra</c>.</summary>
    public Task<string> AuthorizationAsync() => OnceAsync("authorization", async () =>
    {
        await backDoor.SetAsync(new SeededOperator(@operator, userName, ""), "Authorizations", "AllowInfra");
        return "AllowInfra";
    });

    /// <summary>That of its group, which is authorised to it.</summary>
    public Task<string> GroupAuthorizationAsync() => OnceAsync("group authorization", async () =>
    {
        Assert.True(AccountId.TryParse(await GroupAsync(), out var group));
        Value(await backDoor.Get<ChangeGroupAuthorization>().ExecuteAsync(
            Administrator, group, OperatorAuthorization.AllowInfra, isGranted: true, default));
        return "AllowInfra";
    });

    /// <summary>The id of a group that it is a member of.</summary>
    public Task<string> GroupAsync() => OnceAsync("group", async () =>
    {
        var group = await NewGroupAsync();
        Value(await backDoor.Get<AddGroupMember>().ExecuteAsync(Administrator, group.Id, @operator, default));
        return group.Id.ToString();
    });

    /// <summary>The id of a group without members, which alone can be deleted.</summary>
    public Task<string> EmptyGroupAsync() => OnceAsync("empty group", async () => (await NewGroupAsync()).Id.ToString());

    /// <summary>The id of a session in which it is signed in.</summary>
    public Task<string> SessionAsync() => OnceAsync("session", async () =>
    {
        var now = DateTimeOffset.UtcNow;
        var holder = await backDoor.Get<IOperatorStore>().FindAsync(@operator.Pid, @operator.UserId, default);
        var session = new Session
        {
            Id = AccountId.New(AccountKind.Session, @operator.Pid, @operator.UserId, @operator.Bucket),
            OperatorId = @operator,
            Client = TokenClient.Console,
            SignInVersion = holder!.Value.SignInVersion,
            RotatedAt = now,
            CreatedAt = now,
            EndsAt = now.AddHours(1),
        };
        await backDoor.Get<ISessionStore>().AddAsync(session, default);
        return session.Id.ToString();
    });

    /// <summary>The number of a role that nobody holds.</summary>
    public Task<string> RoleAsync() => OnceAsync("role", async () =>
        $"{Value(await backDoor.Get<CreateRole>().ExecuteAsync(Administrator, new($"Role of {userName}", "", IsApiOnly: false, []), default)).Number}");

    /// <summary>The id of another operator, which has not accepted its invitation.</summary>
    public Task<string> InvitedAsync() => OnceAsync("invited", async () =>
        Value(await backDoor.Get<InviteOperator>().ExecuteAsync(Administrator, new(InvitedName, "Invited", "Operator"),
            default)).Operator.Id.ToString());

    /// <summary>The user name of that one.</summary>
    public async Task<string> InvitedNameAsync()
    {
        await InvitedAsync();
        return InvitedName;
    }

    /// <summary>The id of another operator, which is API-only.</summary>
    public Task<string> ApiOnlyAsync() => OnceAsync("API-only", async () => Value(await backDoor.Get<CreateOperator>().ExecuteAsync(
        1, new($"api-only-{userName}", userName, Password: null) { IsApiOnly = true }, caller: null, default)).Id.ToString());

    public async Task<uint> ApiOnlyUserIdAsync() =>
        AccountId.TryParse(await ApiOnlyAsync(), out var id) ? id.UserId : throw new InvalidOperationException();

    /// <summary>The client id of a custom service of that one.</summary>
    public async Task<string> ServiceAsync() => (await CredentialsAsync()).Split(' ')[0];

    public async Task<string> ServiceSecretAsync() => (await CredentialsAsync()).Split(' ')[1];

    private string InvitedName => $"invited-{userName}";

    private Task<string> CredentialsAsync() => OnceAsync("service", async () =>
    {
        Assert.True(AccountId.TryParse(await ApiOnlyAsync(), out var holder));
        var service = Value(await backDoor.Get<CreateCustomService>().ExecuteAsync(Administrator, holder, new("Target", ""), default));
        return $"{service.Service.Id} {service.Secret}";
    });

    private async Task<Group> NewGroupAsync() =>
        Value(await backDoor.Get<CreateGroup>().ExecuteAsync(Administrator, "Group", "name", "", default));

    private Task<string> OnceAsync(string what, Func<Task<string>> make) =>
        made.TryGetValue(what, out var before) ? before : made[what] = make();

    private static T Value<T>(Result<T> result) =>
        result.TryGet(out var value, out var error) ? value : throw new InvalidOperationException(error.Message);
}
