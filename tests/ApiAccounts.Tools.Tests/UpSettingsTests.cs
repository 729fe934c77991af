using System.Text.Json.Nodes;
using ApiAccounts.Tools.Dev.Up;

namespace ApiAccounts.Tools.Tests;

public sealed class UpSettingsTests : IDisposable
{
    private static readonly UpOptions Usual = new(7071, 10000, "/data", HostChoice.Auto, null, null);
    private readonly TestFolder folder = new();

    private string File => folder.PathOf("local.settings.json");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_first_up_settles_all_that_the_app_needs()
    {
        var values = Settle(Usual)["Values"]!;

        Assert.Equal("dotnet-isolated", Text(values["FUNCTIONS_WORKER_RUNTIME"]));
        Assert.Equal("true", Text(values["AzureWebJobsDisableHomepage"]));
        var storage = Text(values["AccountsStorage"]);
        Assert.Contains("TableEndpoint=http://127.0.0.1:10002/devstoreaccount1;", storage, StringComparison.Ordinal);
        Assert.Equal(storage, Text(values["AzureWebJobsStorage"]));
        Assert.Equal(32, Convert.FromBase64String(Text(values["Secrets__Peppers__1"])).Length);
        Assert.Equal(32, Convert.FromBase64String(Text(values["Tokens__SigningKeys__1"])).Length);
        Assert.Equal("admin@demo.example", Text(values["Bootstrap__AdminEmail"]));
        Assert.True(Password.IsAcceptable(Text(values["Bootstrap__AdminPassword"])));
        Assert.Equal(Path.Combine("/data", "mail"), Text(values["Mail__Folder"]));
        Assert.Equal("http://127.0.0.1:7071/invitation", Text(values["Invitations__Page"]));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void The_next_up_keeps_the_secrets_and_moves_the_addresses()
    {
        var first = Settle(Usual)["Values"]!;

        var second = Settle(Usual with { Port = 7100, StoragePort = 7200 })["Values"]!;

        string[] kept = ["Secrets__Peppers__1", "Tokens__SigningKeys__1", "Bootstrap__AdminEmail", "Bootstrap__AdminPassword"];
        Assert.All(kept, name => Assert.Equal(Text(first[name]), Text(second[name])));
        Assert.Contains("BlobEndpoint=http://127.0.0.1:7200/devstoreaccount1;", Text(second["AccountsStorage"]), StringComparison.Ordinal);
        Assert.Equal("http://127.0.0.1:7100/invitation", Text(second["Invitations__Page"]));
    }

    [Fact]
    public void What_a_person_wrote_stays()
    {
        System.IO.File.WriteAllText(File, """
            {
              "Values": {
                "Secrets__Peppers__7": "cGVwcGVy", "Mail__SmtpHost": "mail.example", "Invitations__Page": "https://app.example/i",
                "Usage__Linger": "00:00:01", "Bootstrap__AdminEmail": "ada@partner.example"
              },
              "ConnectionStrings": { "Other": "x" }
            }
            """);

        var settled = Settle(Usual with { AdminPassword = "Given-Password-1" });

        var values = settled["Values"]!.AsObject();
        Assert.Equal("cGVwcGVy", Text(values["Secrets__Peppers__7"]));
        Assert.False(values.ContainsKey("Secrets__Peppers__1"));
        Assert.False(values.ContainsKey("Mail__Folder"));
        Assert.Equal("https://app.example/i", Text(values["Invitations__Page"]));
        Assert.Equal("00:00:01", Text(values["Usage__Linger"]));
        Assert.Equal("ada@partner.example", Text(values["Bootstrap__AdminEmail"]));
        Assert.Equal("Given-Password-1", Text(values["Bootstrap__AdminPassword"]));
        Assert.Equal("x", Text(settled["ConnectionStrings"]!["Other"]));
    }

    [Theory]
    [InlineData("{", "local.settings.json is not readable JSON, so correct it or delete it (its secrets go with it): ")]
    [InlineData("[]", "local.settings.json is not readable JSON, so correct it or delete it (its secrets go with it): It is not an object")]
    [InlineData("""{"Values":{"a":"1","a":"2"}}""", "local.settings.json is not readable JSON, so correct it or delete it")]
    [InlineData(
        """{"Values":{"Bootstrap__AdminPassword":"weak"}}""",
        "Bootstrap__AdminPassword in local.settings.json is too weak: 12 to 40 characters, ")]
    public void A_file_that_cannot_be_used_is_refused_and_left_as_it_is(string text, string sentence)
    {
        System.IO.File.WriteAllText(File, text);

        var exception = Assert.Throws<ToolException>(() => Settle(Usual));

        Assert.StartsWith(sentence, exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, exception.ExitCode);
        Assert.Equal(text, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void The_administrator_that_a_data_folder_has_stays()
    {
        Settle(Usual with { AdminPassword = "First-Password-1" });

        var others = Usual with { AdminEmail = "other@demo.example", AdminPassword = "Other-Password-2" };
        var values = Settle(others, hasAccounts: true)["Values"]!;

        Assert.Equal("admin@demo.example", Text(values["Bootstrap__AdminEmail"]));
        Assert.Equal("First-Password-1", Text(values["Bootstrap__AdminPassword"]));
    }

    [Theory]
    [InlineData("{}", "Secrets__Peppers__")]
    [InlineData("""{"Values":{"Secrets__Peppers__1":"cGVwcGVy"}}""", "Tokens__SigningKeys__")]
    public void Accounts_without_the_keys_of_their_secrets_are_told_of(string text, string missing)
    {
        System.IO.File.WriteAllText(File, text);

        var exception = Assert.Throws<ToolException>(() => Settle(Usual, hasAccounts: true));

        Assert.Equal(
            $"/data holds accounts whose secrets need the {missing}… of their local.settings.json, and it has none: "
                + "put that file back, choose another folder with --data, or remove this one.",
            exception.Message);
        Assert.Equal(text, System.IO.File.ReadAllText(File));
    }

    private JsonObject Settle(UpOptions options, bool hasAccounts = false)
    {
        var settings = LocalSettings.Read(folder.Path);
        UpSettings.Settle(settings, options, hasAccounts);
        settings.Save();
        return JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsObject();
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
