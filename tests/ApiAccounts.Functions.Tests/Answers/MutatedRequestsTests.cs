using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Tests.Conventions;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Answers;

/// <summary>
/// Whatever a caller sends over whichever route: no 500, no hang, nothing of another partner. <c>MUTATIONS</c> and <c>MUTATIONS_SEED</c>
/// ask for more requests of each operation, and for others.
/// </summary>
public sealed partial class MutatedRequestsTests(MutatedRequestsTests.Fixture fixture) : IClassFixture<MutatedRequestsTests.Fixture>
{
    /// <summary>Says 503 while the storage takes longer than 2 s, as on a machine that the fault tests load.</summary>
    private const string Readiness = "healthz/ready";

    private const int AtOnce = 20;

    /// <summary>What a reset of a password is answered here: this app has no mail server.</summary>
    private const string NoMail = "\"code\":\"mail_not_set_up\"";

    /// <summary>The same of an invitation in the Marketo dialect.</summary>
    private const string NoMailForMarketo = "\"code\":\"608\"";

    /// <summary>What stands for a 500 where every answer has the status 200.</summary>
    private const string Unexpected = "\"code\":\"611\"";

    private const string ForeignDescription = "a-foreign-partners-own-words";

    private static readonly int RequestsPerOperation = Setting("MUTATIONS", 160);
    private static readonly int Seed = Setting("MUTATIONS_SEED", 20_221_121);

    private static readonly int[] ToBeSeen = [200, 201, 202, 204, 400, 401, 403, 404, 405, 409, 429];

    private static readonly string[] Insertions =
        ["%00", "%2F", "%2e%2e/", "//", "../", "%ff", "%ED%A0%80", "?description=", "&operatorGuid=", "?sortBy=", "&page=", "?by="];

    private static readonly string Long = "?" + new string('q', 3_000);

    private readonly App app = fixture.App;
    private readonly Random random = new(Seed);

    /// <summary>A sign-in that has to wait is refused, so that those of a thousand requests do not take minutes.</summary>
    public sealed class Fixture() : AppFixture(("Passwords__MaxWaitingHashes", "0"));

    [Fact]
    public async Task Mutated_requests_cause_no_500_and_reveal_nothing_of_another_partner()
    {
        var callers = new[] { await app.RegisterAsync(), await app.RegisterAsync(await app.BackDoor.NewOperatorAsync()) };
        var victims = new[] { await app.RegisterAsync(), await app.RegisterAsync(await app.BackDoor.NewOperatorAsync()) };
        var foreign = await NewForeignAsync();
        string[] guids =
        [
            victims[0].ApiUserGuid, victims[1].ApiUserGuid, victims[1].OperatorGuid, foreign.ApiUserGuid, foreign.OperatorGuid,
            AccountId.New(AccountKind.ApiUser, 1, 1, 1).ToString(), "01234567-89ab-4cde-8f01-23456789abcd", "nonsense", "", "Operator",
        ];
        string[] foreignWords = [foreign.ApiUserGuid, foreign.OperatorGuid, foreign.UserName, ForeignDescription];
        var seen = new HashSet<int>();

        foreach (var (method, route) in Operations())
        {
            for (var sent = 0; sent < RequestsPerOperation; sent += AtOnce)
            {
                var requests = Enumerable.Range(0, AtOnce).Select(_ => NewRequest(method, route, callers, guids)).ToList();
                var answers = await Task.WhenAll(requests.Select(request => RawRequest.SendAsync(app.Port, request.Head, request.Body)));
                foreach (var ((head, body), (status, text)) in requests.Zip(answers))
                {
                    var sentWords = head + Encoding.Latin1.GetString(body);
                    var told = $"a request to {method} {route}, seed {Seed}:\n{sentWords}\n\n{text}";
                    Assert.True(status < 500 || (status == 503 && (route == Readiness || IsForWantOfMail(text))), told);
                    Assert.False(text.Contains(Unexpected, StringComparison.Ordinal), told);
                    Assert.All(foreignWords.Where(word => !sentWords.Contains(word, StringComparison.OrdinalIgnoreCase)), word =>
                        Assert.False(text.Contains(word, StringComparison.OrdinalIgnoreCase), told));
                    seen.Add(status);
                }
            }
        }

        // Else the requests prove little.
        Assert.Empty(ToBeSeen.Except(seen));
        var list = await app.As(foreign).GetAsync("/v4/ApiUser");
        var untouched = Assert.Single(list.Is(HttpStatusCode.OK).Json.EnumerateArray());
        Assert.Equal(ForeignDescription, untouched.GetProperty("Description").GetString());
        (await app.Anonymous.GetAsync("/healthz/ready")).Is(HttpStatusCode.OK);
    }

    private static int Setting(string name, int standard) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : standard;

    private static bool IsForWantOfMail(string text) =>
        text.Contains(NoMail, StringComparison.Ordinal) || text.Contains(NoMailForMarketo, StringComparison.Ordinal);

    /// <summary>Those that make things last but for those that delete them, so that the lists stay short.</summary>
    private static IEnumerable<(string Method, string Route)> Operations() => HttpFunction.Documented
        .SelectMany(function => (function.Methods ?? ["get"]).Select(method => (Method: method.ToUpperInvariant(), function.Route)))
        .OrderBy(operation => operation.Method switch { "GET" => 0, "PUT" or "PATCH" => 1, "POST" => 2, _ => 3 })
        .ThenBy(operation => operation.Route, StringComparer.Ordinal);

    private async Task<RegisteredAccount> NewForeignAsync()
    {
        var partner = await app.BackDoor.NewPartnerAsync();
        var registered = await app.AsOperator(partner).PostAsync("/v4/Register?description=" + ForeignDescription);
        return RegisteredAccount.Of(registered.Text("UserName"), registered.Text("Password"), partner.OperatorGuid);
    }

    private (string Head, byte[] Body) NewRequest(string method, string route, RegisteredAccount[] callers, string[] guids)
    {
        var path = "/" + Parameter().Replace(
            route, name => name.Value is "{userId}" or "{groupId}" ? One("2", "3", "4", "99999", "-1", "x") : One(guids));
        if (method == "GET" && OneIn(3))
            path += One("?page=0&pageSize=2", "?sortBy=userName", "?by=hour", "?search=a", "?type=Grafana&lastUsed=used", "?page=-1");
        if (route == "v4/Register" && OneIn(2)) path += $"?description=d&operatorGuid={One(guids)}";
        if (OneIn(6)) method = One("GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS", "TRACE", "get", "BREW", "M-SEARCH");
        if (OneIn(4)) path = "/" + Mutated(path[1..], "%/?&=.;:#+*\\'\"<>|{}[]~", Insertions);
        if (OneIn(8)) path += One("?", "?description=%00", "?description=a&description=b", "?operatorGuid=%FF", "/", Long);

        var caller = One(callers);
        var credentials = One(
            $"{caller.UserName}:{caller.Password}",
            $"{caller.UserName}:{caller.Password}",
            $"{App.AdministratorName}:{App.AdministratorPassword}");
        if (OneIn(8)) credentials = Mutated(credentials, ":\0é", "\uFFFD", "::");
        var authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));
        if (OneIn(10)) authorization = Mutated(authorization, "=+/ ,;", "Basic ", "\u00FF");

        var description = One("d", "", "\\u0000", new string('d', 255), new string('d', 256), "ü", "\\ud83d\\ude00");
        var body = method == "GET" || OneIn(8) ? [] : Encoding.UTF8.GetBytes(NewBody(route, description, guids));
        if (body.Length > 0 && OneIn(3)) body = Mutated(body);

        var head = new List<string> { $"{method} {path} HTTP/1.1" };
        if (!OneIn(12)) head.Add($"Authorization: {authorization}");
        if (OneIn(20)) head.Add($"Authorization: {authorization}");
        if (route.StartsWith("oauth/", StringComparison.Ordinal) && !OneIn(8)) head.Add("Content-Type: application/x-www-form-urlencoded");
        else if (OneIn(4)) head.Add("Content-Type: " + One("application/json", "text/plain", "application/json; charset=utf-16", "/"));
        if (OneIn(6)) head.Add("X-Forwarded-For: " + One("203.0.113.7", "::1, ::2", ",,,", "[", new string('9', 500)));
        if (OneIn(6)) head.Add("Accept: " + One("*/*", "text/html", "\u00FF", ""));
        if (OneIn(6)) head.Add("traceparent: " + One("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-", "-", "zz"));
        head.Add($"Content-Length: {body.Length}");
        return (string.Concat(head.Select(line => line + "\r\n")), body);
    }

    private string NewBody(string route, string description, string[] guids) => route switch
    {
        _ when route.StartsWith("oauth/", StringComparison.Ordinal) =>
            $"grant_type={One("client_credentials", "password", "refresh_token", "x")}&token={One(guids)}&refresh_token=eyJhbGciOiJIUzI1NiJ9.e30.&username={One(guids)}"
            + $"&password=p&scope={One("api", "")}{One("", "&client_id=console", "&client_id=console&client_id=console", "&%ff=%00")}",
        _ when route.EndsWith("/changes", StringComparison.Ordinal) =>
            $$"""{"add":[{"description":"{{description}}","type":"{{One("Grafana", "Nothing")}}"}],"delete":["{{One(guids)}}"]}""",
        _ when route.EndsWith("/rotate", StringComparison.Ordinal) => $$"""{"overlapDays":{{One("0", "30", "31", "-1", "1.5", "null")}}}""",
        _ when route.EndsWith("/usage", StringComparison.Ordinal) =>
            $$"""{"batchId":"b-{{random.Next()}}","pings":[{"apiUserId":"{{One(guids[0], guids[0], guids[1], One(guids))}}","at":"{{DateTime.UtcNow:yyyy-MM-dd'T'HH:mm:ss'Z'}}","requests":{{One("1", "1", "2", "3", "0", "-1", "1e99")}}}]}""",
        _ when route.EndsWith("/bulk-delete", StringComparison.Ordinal) =>
            One($"[{One("4", "4000000000", "-1", "null")}]", $"{{[{random.Next()},{random.Next()}]}}", $$"""{"ids":[{{random.Next()}}]}""",
                "{[", "{]}", "[]"),
        _ when route.EndsWith("/permissions", StringComparison.Ordinal) =>
            $$"""[{"objectType":"{{One("PARTNER", "OPERATOR", "GROUP")}}","objectId":{{One("1", "2", "0", "-1")}},"permissions":["{{One("ReadAudit", "ManageRights", "ReadApiUsers")}}"]}]""",
        _ when route.StartsWith("api/v1/groups", StringComparison.Ordinal) =>
            $$"""{"name":"{{description}}","description":"{{description}}"}""",
        _ when route.StartsWith("api/v1/users", StringComparison.Ordinal) || route.StartsWith("api/v1/self", StringComparison.Ordinal) =>
            $$"""{"username":"{{One("one", $"{random.Next()}", description)}}","firstName":"{{description}}","lastName":"","email":"{{One("a@b", "no address")}}","groups":["""
            + $$"""{{One("", "1", "99999", "-1")}}],"isAdmin":{{One("true", "\"false\"", "7")}},"title":"{{description}}"}""",
        _ when route.StartsWith("api/v1", StringComparison.Ordinal) =>
            $$"""{"description":"{{description}}","type":"Grafana"{{One("", ",\"enabled\":true,\"expiresAt\":null,\"rateLimit\":{\"requests\":9,\"seconds\":1}")}}}""",
        _ when route.EndsWith("/Authorization", StringComparison.Ordinal) =>
            $$"""{"AuthorizationType":"{{One("TechnicalContact", "AccountAdministrator", "Nothing")}}"}""",
        _ when route.StartsWith("v4/OperatorGroup", StringComparison.Ordinal) => $$"""{"Description":"{{description}}"}""",
        _ when route.StartsWith("v4/Operator", StringComparison.Ordinal) =>
            $$"""{"FullName":"{{description}}","Email":"{{One("one@demo.example", $"{random.Next()}@demo.example", "no address")}}","IsOnDuty":{{One("true", "7")}}}""",
        _ => $$"""{"OperatorGuid":"{{One(guids)}}","Description":"{{description}}"}""",
    };

    /// <summary>One to four changes: a character of the alphabet or any other put in, one taken out, one of the texts put in.</summary>
    private string Mutated(string text, string alphabet, params string[] insertions)
    {
        var mutated = new StringBuilder(text);
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var place = random.Next(mutated.Length + 1);
            switch (random.Next(4))
            {
                case 0:
                    mutated.Insert(place, alphabet[random.Next(alphabet.Length)]);
                    break;
                case 1:
                    mutated.Insert(place, One(insertions));
                    break;
                case 2 when place < mutated.Length:
                    mutated.Remove(place, 1);
                    break;
                case 3 when place < mutated.Length:
                    mutated[place] = (char)random.Next(0x21, 0x7F);
                    break;
            }
        }
        return mutated.ToString();
    }

    /// <summary>Bytes changed, cut off, doubled, or nested.</summary>
    private byte[] Mutated(byte[] body)
    {
        switch (random.Next(5))
        {
            case 0:
                return body[..random.Next(body.Length)];
            case 1:
                return [.. body, .. body];
            case 2:
                return [.. Encoding.UTF8.GetBytes(new string('[', random.Next(1, 200))), .. body];
            default:
                for (var changes = random.Next(1, 5); changes > 0; changes--) body[random.Next(body.Length)] = (byte)random.Next(256);
                return body;
        }
    }

    private bool OneIn(int number) => random.Next(number) == 0;

    private T One<T>(params T[] of) => of[random.Next(of.Length)];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
