using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.AudienceManager;

/// <summary>A partner with three users and two groups beside its administrator, for tests that only read.</summary>
public sealed class ListedPartner(AppFixture fixture) : AudienceTest(fixture)
{
    public uint Root => Administrator.Id.UserId;

    public uint Ada { get; private set; }

    public uint Grace { get; private set; }

    public uint Zoe { get; private set; }

    /// <summary>The group <c>Beta</c>, of Ada.</summary>
    public uint First { get; private set; }

    /// <summary>The group <c>alpha</c>, of Ada and Grace.</summary>
    public uint Second { get; private set; }

    /// <summary>Requests as the administrator.</summary>
    public ApiClient Caller => Api;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (First, Second) = (await NewGroupAsync("Beta"), await NewGroupAsync("alpha"));
        Ada = await NewAsync("Ada", "Lovelace", $$""","title":"Countess","groups":[{{Text(First)}},{{Text(Second)}}]""");
        Grace = await NewAsync(
            "grace", "Hopper", $$""","title":"Admiral","phoneNumber":"555-0100","groups":[{{Text(Second)}}],"status":"LOCKED" """);
        Zoe = await NewAsync("Zoe", "Adams", ""","isAdmin":true""");
    }

    private async Task<uint> NewAsync(string firstName, string lastName, string more) => (await Api.PostJsonAsync(
        "/api/v1/users",
        $$"""{"username":"{{NewName()}}","firstName":"{{firstName}}","lastName":"{{lastName}}","email":"{{firstName[0]}}@x"{{more}}}"""))
        .Is(HttpStatusCode.Created).Json.GetProperty("userId").GetUInt32();
}
