using System.Text.Json;
using ApiAccounts.Tools.Demo.Wire;

namespace ApiAccounts.Tools.Demo.Steps;

/// <summary>Registers API accounts for the administrator, and knows all that the story has to delete in the end.</summary>
internal sealed class Registrations(Stage stage, Credentials administrator)
{
    private readonly List<Credentials> registered = [];

    public async Task<Credentials> RegisterAsync(string description)
    {
        // The one answer that has the password in it: it becomes a secret only once it has been shown.
        var path = $"/v4/Register?description={Uri.EscapeDataString(description)}";
        var answer = (await stage.ShowAsync(HttpMethod.Post, path, administrator)).MustBe(201);
        return Text("UserName") is { } userName && Text("Password") is { } password && Text("status") == "OK"
            ? Remember(new(userName, password))
            : throw new ToolException("The answer lacks UserName, Password or \"status\":\"OK\".");

        string? Text(string name) => answer.Json is { ValueKind: JsonValueKind.Object } json
            && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    /// <summary>Keeps credentials that came to be in another way. From now on nobody may show their password.</summary>
    public Credentials Remember(Credentials credentials)
    {
        stage.Secrets.Add(credentials.Password);
        registered.Add(credentials);
        return credentials;
    }

    /// <summary>Each deletes itself, if it still can.</summary>
    public async Task CleanUpAsync()
    {
        foreach (var credentials in registered)
        {
            var list = await stage.SendAnywayAsync(HttpMethod.Get, "/v4/ApiUser", credentials);
            if (list.Status != 200 || ListedApiUser.In(list, credentials) is not { } itself) continue;
            await stage.SendAnywayAsync(HttpMethod.Delete, $"/v4/ApiUser/{itself.ApiUserGuid}", credentials);
        }
    }
}
