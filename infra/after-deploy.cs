#!/usr/bin/env dotnet
#:property PublishAot=false
#:package Azure.Identity

// What azd runs after a deployment (azure.yaml): waits until the app is ready, which makes the first administrator when there is none,
// signs in as that administrator, and tells its password once. What it needs are the outputs of main.bicep, as environment variables. In a
// pipeline (CI is set) no password is told.

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Azure.Core;
using Azure.Identity;

try
{
    var minutes = Arguments.Minutes(args);
    using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
    var azure = new AzureAccess(http, new ChainedTokenCredential(new AzureDeveloperCliCredential(), new AzureCliCredential()));
    var app = new App(http, Variables.Address("APP_ADDRESS"));
    await app.WaitUntilReadyAsync(TimeSpan.FromMinutes(minutes), () => azure.RefreshSecretsAsync());
    Console.WriteLine($"Ready: {app.Address}");
    if (Variables.Optional("ADMINISTRATOR_EMAIL") is { } email) await new FirstAdministrator(email, app, azure).ReportAsync();
    return 0;
}
catch (Failure failure)
{
    Console.Error.WriteLine(failure.Message);
    return failure.ExitCode;
}

/// <summary>What went wrong, in one sentence for the person at the keyboard.</summary>
internal sealed class Failure(string sentence, int exitCode = 1) : Exception(sentence)
{
    public int ExitCode => exitCode;
}

internal static class Arguments
{
    private const int Usual = 10;

    /// <summary>How long to wait for the app: <c>--minutes 10</c>.</summary>
    public static int Minutes(string[] args) => args switch
    {
        [] => Usual,
        ["--minutes", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            && minutes is >= 0 and <= 60 => minutes,
        _ => throw new Failure("The one argument there may be is --minutes and a number from 0 to 60: how long to wait for the app.", 2),
    };
}

/// <summary>The variables of the azd environment.</summary>
internal static class Variables
{
    public static string? Optional(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    public static string Needed(string name) =>
        Optional(name)








                                            ?? throw new Failure($"{name} is not set: it is an output of infra/main.bicep, which azd knows after `azd provision` or `azd env refresh`.", 2);

    public static Uri Address(string name) => Uri.TryCreate(Needed(name), UriKind.Absolute, out var address)
        ? address
        : throw new Failure($"{name} is '{Needed(name)}'; it may be an address as in https://example.azurewebsites.net.", 2);
}

/// <summary>The app, as its callers see it.</summary>
internal sealed class App(HttpClient http, Uri address)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);

    /// <summary>Longer than a start takes. What then still does not work may be a secret that Azure could not read in time.</summary>
    private static readonly TimeSpan UntilRefresh = TimeSpan.FromSeconds(90);

    public Uri Address => address;

    /// <param name="refresh">Called once, when it takes long.</param>
    public async Task WaitUntilReadyAsync(TimeSpan atMost, Func<Task> refresh)
    {
        Console.WriteLine($"Waiting until {new Uri(address, "healthz/ready")} says that the app is ready…");
        var end = DateTime.UtcNow + atMost;
        var refreshAt = DateTime.UtcNow + (atMost < UntilRefresh ? atMost / 2 : UntilRefresh);
        while (true)
        {
            var answer = await AskAsync();
            if (answer is null) return;
            if (DateTime.UtcNow >= refreshAt)
            {
                refreshAt = DateTime.MaxValue;
                await refresh();
            }
            if (DateTime.UtcNow >= end)
                throw new Failure($"The app is not ready after {atMost.TotalMinutes:0} minutes. The last answer: {answer}");
            await Task.Delay(Between);
        }
    }

    /// <returns>Whether that is the password.</returns>
    public async Task<bool> SignInAsync(string userName, string password)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["client_id"] = "console",
            ["username"] = userName,
            ["password"] = password,
        });
        using var answer = await http.PostAsync(new Uri(address, "oauth/token"), form);
        if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest) return answer.StatusCode == HttpStatusCode.OK;
        throw new Failure($"The sign-in of {userName} was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <returns>Null when it is ready, else what it said.</returns>
    private async Task<string?> AskAsync()
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(address, "healthz/ready"));
            return answer.StatusCode == HttpStatusCode.OK ? null : $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return exception.Message;
        }
    }
}

/// <summary>Calls Azure as the account that is signed in with azd or az.</summary>
internal sealed class AzureAccess(HttpClient http, TokenCredential credential)
{
    /// <summary>
    /// Has the app read its secrets from the vault anew: right after the first deployment it may have tried before it was allowed to.
    /// </summary>
    public async Task RefreshSecretsAsync()
    {
        var manager = Variables.Address("AZURE_RESOURCE_MANAGER");
        var path = $"/subscriptions/{Variables.Needed("AZURE_SUBSCRIPTION_ID")}/resourceGroups/{Variables.Needed("AZURE_RESOURCE_GROUP")}"









                                                + $"/providers/Microsoft.Web/sites/{Variables.Needed("APP_NAME")}/config/configreferences/appsettings/refresh?api-version=2022-03-01";
        var (status, body) = await SendAsync(HttpMethod.Post, new(manager, path), new Uri(manager, ".default").ToString());
        Console.WriteLine(status == HttpStatusCode.OK
            ? "That takes long: asked Azure to read the secrets of the app anew."
            : $"That takes long, and Azure did not read the secrets of the app anew: {(int)status} {body}");
    }

    /// <returns>The value; null when it is not there or may not be read, with the answer.</returns>
    public async Task<(string? Value, string Answer)> ReadSecretAsync(Uri vault, string name)
    {
        var scope = $"https://{vault.Host[(vault.Host.IndexOf('.', StringComparison.Ordinal) + 1)..]}/.default";
        try
        {
            var (status, body) = await SendAsync(HttpMethod.Get, new(vault, $"secrets/{name}?api-version=7.4"), scope);
            return status == HttpStatusCode.OK
                ? (JsonDocument.Parse(body).RootElement.GetProperty("value").GetString(), "")
                : (null, $"{(int)status} {body}");
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return (null, exception.Message); // a vault in a virtual network is not reached from outside
        }
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpMethod method, Uri address, string scope)
    {
        using var request = new HttpRequestMessage(method, address);
        try
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Bearer", (await credential.GetTokenAsync(new([scope]), default)).Token);
        }
        catch (AuthenticationFailedException exception)
        {
            throw new Failure($"Nobody is signed in to Azure here (azd auth login, or az login): {exception.Message}");
        }
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}

/// <summary>The operator that the app made when it first started.</summary>
internal sealed class FirstAdministrator(string email, App app, AzureAccess azure)
{
    private const string Secret = "first-administrator";

    public async Task ReportAsync()
    {
        var vault = Variables.Address("KEY_VAULT_ADDRESS");
        var (password, answer) = await azure.ReadSecretAsync(vault, Secret);
        if (password is null)
        {
            Console.WriteLine(
                $"The first administrator is {email}. Its password is the secret {Secret} of {vault}, which could not be read from here: {answer}");
            return;
        }
        if (!await app.SignInAsync(email, password))
        {
            Console.WriteLine($"The first administrator is {email}, and has another password by now than the secret {Secret} of {vault}.");
            return;
        }
        Console.WriteLine(Variables.Optional("CI") is null
            ? $"The first administrator is {email}, with the password {password}"
            : $"The first administrator is {email}. Its password is the secret {Secret} of {vault}.");
        Console.WriteLine($"""
            It signed in. Register a first API user, which is shown once, and verify it:
              curl -X POST -u "{email}:$PASSWORD" "{new Uri(app.Address, "v4/Register")}?description=First"
              curl -i -u "$USERNAME:$SECRET" {new Uri(app.Address, "verify")}
            """);
    }
}
