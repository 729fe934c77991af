using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace ApiAccounts.SelfHost.Tests;

/// <summary>Where the host listens, and what it says when it cannot start.</summary>
public sealed class StartTests
{
    private const string HostJson = """{ "version": "2.0", "extensions": { "http": { "routePrefix": "" } } }""";

    [Fact]
    public async Task The_prefix_of_routes_is_api_unless_host_json_says_otherwise()
    {
        using var folder = AppFolder.With(("host.json", """{ "version": "2.0" }"""));
        await using var app = await SampleApp.StartAsync(folder, await AccountAsync(), ["--port", "0"]);

        Assert.Equal("live", await app.Client.GetStringAsync("api/healthz/live"));
        using var without = await app.Client.GetAsync("healthz/live");
        Assert.Equal(HttpStatusCode.NotFound, without.StatusCode);
        Assert.False(without.Headers.Contains("X-House"));
    }

    [Fact]
    public async Task Local_settings_set_variables_that_are_not_set_and_the_port()
    {
        var port = FreePort.Next();
        using var folder = AppFolder.With(("local.settings.json", $$"""
            {
              // what Core Tools read
              "IsEncrypted": false,
              "Values": { "TickSchedule": "* * * * * *", "WorkQueue": "NOT A NAME", },
              "Host": { "LocalHttpPort": {{port}} },
            }
            """));
        var unset = new KeyValuePair<string, string?>("TickSchedule", null);
        await using var app = await SampleApp.StartAsync(folder, await AccountAsync(), [], unset);

        Assert.Equal(port, app.Port);
        await app.WaitForOutputAsync("Tick ran with");
    }

    [Theory]
    [InlineData("--port", "{0}")]
    [InlineData("-p", "{0}")]
    [InlineData("--port={0}")]
    public async Task The_port_of_the_command_line_wins_over_that_of_the_local_settings(params string[] args)
    {
        using var folder = AppFolder.With(("local.settings.json", """{ "Host": { "LocalHttpPort": 1 } }"""));
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        await using var app = await SampleApp.StartAsync(
            folder, await AccountAsync(), [.. args.Select(arg => arg.Replace("{0}", port, StringComparison.Ordinal))]);

        Assert.Equal(port, app.Port.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("--urls", "http://127.0.0.1:{0}", null)]
    [InlineData(null, null, "http://127.0.0.1:{0}/")]
    public async Task The_addresses_of_urls_win_over_the_port_of_the_local_settings(string? option, string? argument, string? variable)
    {
        using var folder = AppFolder.With(("local.settings.json", """{ "Host": { "LocalHttpPort": 1 } }"""));
        var port = FreePort.Next();
        string? Of(string? address) => address?.Replace("{0}", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        string[] args = option is null ? [] : [option, Of(argument)!];
        await using var app = await SampleApp.StartAsync(
            folder, await AccountAsync(), args, new KeyValuePair<string, string?>("ASPNETCORE_URLS", Of(variable)));

        Assert.Equal(port, app.Port);
    }

    [Theory]
    [InlineData("https://127.0.0.1:7071")]
    [InlineData("127.0.0.1:7071")]
    [InlineData("http://127.0.0.1:7071/base")]
    public async Task An_address_that_is_none_is_told_in_one_sentence(string address) => await AssertRefusesAsync(
        AppFolder.Built,
        $"ASPNETCORE_URLS (or --urls) must be addresses such as http://127.0.0.1:7071 or http://*:8080, separated by ';'; it has '{address}'.",
        ["--urls", address]);

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_one_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        await AssertRefusesAsync(
            AppFolder.Built,
            $"Port {port} of 127.0.0.1 is in use: stop the process that listens on it, or choose another port with --port.",
            ["--port", port]);
    }

    [Theory]
    [InlineData("seventy", "--port is 'seventy'; it must be a number from 0 (any free port) to 65535.")]
    [InlineData("65536", "--port is '65536'; it must be a number from 0 (any free port) to 65535.")]
    public async Task A_port_that_is_none_is_told_in_one_sentence(string port, string sentence) =>
        await AssertRefusesAsync(AppFolder.Built, sentence, ["--port", port]);

    [Theory]
    [InlineData("""{ "version": "2.0", """, "host.json is not valid JSON: *")]
    [InlineData("""{ "version": "1.0" }""", "host.json: version is \"1.0\"; it must be \"2.0\".")]
    [InlineData(
        """{ "version": "2.0", "extensions": { "queues": { "batchSize": 33 } } }""",
        "host.json: extensions.queues.batchSize is \"33\"; it must be a whole number from 1 to 32.")]
    [InlineData(
        """{ "version": "2.0", "extensions": { "queues": { "visibilityTimeout": "soon" } } }""",
        "host.json: extensions.queues.visibilityTimeout is \"soon\"; it must be a time \"hh:mm:ss\" from 00:00:00 to 7.00:00:00.")]
    [InlineData(
        """{ "version": "2.0", "extensions": { "queues": { "messageEncoding": "utf8" } } }""",
        "host.json: extensions.queues.messageEncoding is \"utf8\"; it must be \"base64\" or \"none\".")]
    [InlineData(null, "host.json is missing: it must be in *, the folder of the app.")]
    public async Task A_wrong_host_json_is_told_in_one_sentence(string? hostJson, string sentence)
    {
        using var folder = AppFolder.With(("host.json", hostJson));
        await AssertRefusesAsync(folder, sentence);
    }

    [Theory]
    [InlineData("{ \"Values\": ", "local.settings.json is not valid JSON: *")]
    [InlineData("[]", "local.settings.json: its top level is []; it must be an object.")]
    [InlineData("""{ "Values": { "A": {} } }""", "local.settings.json: Values.A is {}; it must be a string.")]
    [InlineData(
        """{ "Host": { "LocalHttpPort": "7071" } }""",
        "local.settings.json: Host.LocalHttpPort is \"7071\"; it must be a number from 0 to 65535.")]
    [InlineData(
        """{ "IsEncrypted": true }""",
        "local.settings.json: IsEncrypted must be false, because only Core Tools can decrypt the file; it is true.")]
    public async Task Wrong_local_settings_are_told_in_one_sentence(string settings, string sentence)
    {
        using var folder = AppFolder.With(("local.settings.json", settings));
        await AssertRefusesAsync(folder, sentence);
    }

    [Theory]
    [InlineData(
        "Work",
        null,
        "Function Work*: the queue '*' needs the setting Work, a storage connection string, or Work__queueServiceUri; both are missing.")]
    [InlineData("Work", "nonsense", "Function Work*: the setting Work must be a storage connection string. *")]
    [InlineData("WorkQueue", null, "Function Work: '%WorkQueue%' needs the setting WorkQueue, which is missing.")]
    [InlineData(
        "WorkQueue",
        "Upper",
        "Function Work: 'Upper' is not a valid name of a queue: it must be 3 to 63 lower-case letters, digits and single hyphens.")]
    [InlineData(
        "TickSchedule",
        "now and then",
        "Function Tick: 'now and then' is not a schedule; it must be NCRONTAB, such as \"0 */5 * * * *\" (second *).")]
    [InlineData(
        "SelfHost__QueueHiddenTime", "0",
        "SelfHost:QueueHiddenTime is '0'; it must be a time \"hh:mm:ss\" from one second to ten minutes.")]
    public async Task A_missing_or_wrong_setting_is_told_in_one_sentence(string setting, string? value, string sentence) =>
        await AssertRefusesAsync(AppFolder.Built, sentence, settings: new KeyValuePair<string, string?>(setting, value));

    [Theory]
    [InlineData("Work__queueServiceUri", "http://127.0.0.1/a",
        "Function Work*: the setting Work__queueServiceUri must be the https address of a queue service.")]
    [InlineData("Work__serviceUri", "nonsense",
        "Function Work*: the setting Work__serviceUri must be the https address of a queue service.")]
    [InlineData(
        "Work__credential", "password",
        "Function Work*: the setting Work__credential must be 'managedidentity' or omitted; it is 'password'.")]
    public async Task A_wrong_setting_of_an_identity_is_told_in_one_sentence(string setting, string value, string sentence) =>
        await AssertRefusesAsync(
            AppFolder.Built, sentence, settings: [new("Work", null), new("Work__serviceUri", "https://127.0.0.1/a"), new(setting, value)]);

    [Theory]
    [InlineData(
        """
        [Function("Same")] public static void One([QueueTrigger("q")] string text) { }
        [Function("same")] public static void Two([QueueTrigger("q")] string text) { }
        """,
        "Two functions are named *ame: F.* and F.*.")]
    [InlineData(
        """
        [Function("F")] public static void Run([Other] string text) { }
        public sealed class OtherAttribute : TriggerBindingAttribute { }
        """,
        "Function F: this host does not support the trigger OtherAttribute; it supports HTTP, queue and timer triggers.")]
    [InlineData(
        """[Function("F")] public static void Run(string text) { }""",
        "Function F: exactly one parameter must be a trigger; 0 are.")]
    [InlineData(
        """[Function("5")] public static void Run([HttpTrigger] HttpRequest request) { }""",
        "'5' is not a valid name of a function: it must be a letter, then up to 126 letters, digits, '_' and '-'.")]
    [InlineData(
        """[Function("F")] public static void Run([HttpTrigger] HttpRequest request, HttpContext context) { }""",
        "Function F: parameter 'context' (HttpContext) cannot be bound; take the HttpRequest and use its HttpContext.")]
    [InlineData(
        """[Function("F")] public static void Run([HttpTrigger(Route = "a/{id}")] HttpRequest request, string name) { }""",
        "Function F: parameter 'name' (String) cannot be bound; it must be *")]
    [InlineData(
        """[Function("F")] public static void Run([HttpTrigger(Route = "a/{id")] HttpRequest request) { }""",
        "Function F: the route 'a/{id' is not a valid template. *")]
    [InlineData(
        """[Function("F")] public static void Run([HttpTrigger(Route = "a/{id:whole}")] HttpRequest request) { }""",
        "Function F: the route 'api/a/{id:whole}' has an unknown constraint. *")]
    [InlineData(
        """[Function("F")] static void Run([HttpTrigger] HttpRequest request) { }""",
        "Function F: F.Run and its class must be public.")]
    [InlineData(
        """[Function("F")] public static void Run<T>([HttpTrigger] HttpRequest request) { }""",
        "Function F: F.Run must not be generic or abstract.")]
    [InlineData(
        """[Function("F")] public static void Run([TimerTrigger("* * * * * *")] string timer) { }""",
        "Function F: parameter 'timer' of a timerTrigger must be TimerInfo, not String.")]
    public async Task A_function_that_could_not_run_is_told_in_one_sentence(string function, string sentence)
    {
        using var folder = await AppFolder.CompileAsync("""{ "version": "2.0" }""", $"public static class F {{ {function} }}");
        await AssertRefusesAsync(folder, sentence);
    }

    [Fact]
    public async Task An_exception_of_the_app_itself_is_not_taken_for_one_of_the_host()
    {
        using var folder = await AppFolder.CompileAsync(
            HostJson, "public static class F { }", composition: "builder.Use(_ => throw new TimeZoneNotFoundException(\"on purpose\"));");
        await using var app = SampleApp.Launch(folder, await AccountAsync(), ["--port", "0"]);

        Assert.NotEqual(1, await app.WaitForExitAsync());
        Assert.Contains("TimeZoneNotFoundException: on purpose", app.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin/x", "Function F: the route 'admin/x' begins with 'admin', which belongs to the host.")]
    [InlineData("runtime", "Function F: the route 'runtime' begins with 'runtime', which belongs to the host.")]
    public async Task A_route_of_the_host_is_refused(string route, string sentence)
    {
        var function = $$"""[Function("F")] public static void Run([HttpTrigger(Route = "{{route}}")] HttpRequest request) { }""";
        using var folder = await AppFolder.CompileAsync(HostJson, $"public static class F {{ {function} }}");
        await AssertRefusesAsync(folder, sentence);
    }

    private static async Task<StorageAccount> AccountAsync() => (await Azurite.SharedAsync()).NewAccount();

    /// <param name="sentence">All that the app writes; <c>*</c> stands for anything within the line.</param>
    private static async Task AssertRefusesAsync(
        AppFolder folder, string sentence, string[]? args = null, params KeyValuePair<string, string?>[] settings)
    {
        await using var app = SampleApp.Launch(folder, await AccountAsync(), args ?? ["--port", "0"], settings);

        Assert.Equal(1, await app.WaitForExitAsync());
        var pattern = Regex.Escape(sentence).Replace("\\*", ".*", StringComparison.Ordinal);
        Assert.Matches($"^{pattern}\n$", app.Output);
    }
}
