using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Tokens;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tests.Tokens;

public sealed class TokenSignerTests
{
    private const string AccessHeader = """{"alg":"HS256","kid":"1","typ":"at+jwt"}""";
    private const string SessionId = "a0000005-4000-8000-8380-780000000009";

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Session Session = ASession.Of(Known.OperatorId);

    [Fact]
    public void An_access_token_follows_RFC_9068_and_has_no_other_claims()
    {
        var token = Signer(("1", Known.Pepper1)).WriteAccess(Session, Known.Now, Known.Now.AddHours(1));
        Assert.Equal(
            """{"alg":"HS256","kid":"1","typ":"at+jwt"}""", Sorted(Jwt.Read(token, 0)));
        Assert.Equal(
            """{"aud":"api-accounts","client_id":"console","exp":1795347000,"iat":1795343400,"iss":"api-accounts","scope":"api","sid":"a0000005-4000-8000-8380-780000000009","sub":"40000005-4000-8000-8380-780000000001"}""",
            Sorted(Jwt.Read(token, 1)));
    }

    [Fact]
    public void A_refresh_token_has_its_own_type_and_a_generation()
    {
        var token = Signer(("1", Known.Pepper1)).WriteRefresh(Session with { Generation = 3 }, Known.Now);
        Assert.Equal("""{"alg":"HS256","kid":"1","typ":"rt+jwt"}""", Sorted(Jwt.Read(token, 0)));
        Assert.Equal(
            """{"aud":"api-accounts","exp":1797935400,"gen":3,"iat":1795343400,"iss":"api-accounts","sid":"a0000005-4000-8000-8380-780000000009"}""",
            Sorted(Jwt.Read(token, 1)));
    }

    [Fact]
    public async Task Written_tokens_read_back_and_neither_kind_passes_for_the_other()
    {
        var signer = Signer(("1", Known.Pepper1));
        var (access, refresh) = (signer.WriteAccess(Session, Known.Now, Known.Now.AddHours(1)), signer.WriteRefresh(Session, Known.Now));
        Assert.Equal(new AccessToken(Session.Id, Version: null, Known.Now, Known.Now.AddHours(1)), await signer.ReadAccessAsync(access));
        Assert.Equal(new RefreshToken(Session.Id, 0, Known.Now, Known.Now.AddDays(30)), await signer.ReadRefreshAsync(refresh));
        Assert.Null(await signer.ReadAccessAsync(refresh));
        Assert.Null(await signer.ReadRefreshAsync(access));
    }

    [Fact]
    public async Task A_service_token_is_the_same_each_time_it_is_written()
    {
        var service = AccountId.At(AccountKind.CustomService, 42, 7, 15, 9);
        var token = Signer(("1", Known.Pepper1)).WriteAccess(service, 3, Known.Now, Known.Now.AddHours(1));
        Assert.Equal(
            """{"aud":"api-accounts","client_id":"60000005-4000-8000-8380-780000000009","exp":1795347000,"iat":1795343400,"iss":"api-accounts","scope":"api","sid":"60000005-4000-8000-8380-780000000009","sub":"60000005-4000-8000-8380-780000000009","ver":3}""",
            Sorted(Jwt.Read(token, 1)));
        var another = Signer(("1", Known.Pepper1));
        Assert.Equal(token, another.WriteAccess(service, 3, Known.Now, Known.Now.AddHours(1)));
        Assert.Equal(new AccessToken(service, 3, Known.Now, Known.Now.AddHours(1)), await another.ReadAccessAsync(token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\"three\"")]
    [InlineData("3.5")]
    public async Task A_service_token_without_a_secret_version_is_refused(string? version)
    {
        (string, string?)[] claims = [("sid", "\"60000005-4000-8000-8380-780000000009\""), ("ver", version)];
        Assert.Null(await Signer(("1", Known.Pepper1)).ReadAccessAsync(Jwt.Signed(AccessHeader, Payload(claims))));
        Assert.NotNull(await Signer(("1", Known.Pepper1)).ReadAccessAsync(Jwt.Signed(AccessHeader, Payload(claims[0], ("ver", "3")))));
    }

    [Fact]
    public async Task A_refresh_token_of_a_custom_service_is_refused() => Assert.Null(await Signer(("1", Known.Pepper1)).ReadRefreshAsync(
        Jwt.Signed("""{"alg":"HS256","kid":"1","typ":"rt+jwt"}""",
            Payload(("sid", "\"60000005-4000-8000-8380-780000000009\""), ("gen", "0")))));

    [Fact]
    public async Task A_token_signed_elsewhere_with_the_right_key_is_read() =>
        Assert.NotNull(await Signer(("1", Known.Pepper1)).ReadAccessAsync(Jwt.Signed(AccessHeader, Payload())));

    [Theory]
    [InlineData("""{"alg":"HS256","kid":"2","typ":"at+jwt"}""")] // a key that is not set
    [InlineData("""{"alg":"HS256","typ":"at+jwt"}""")]
    [InlineData("""{"alg":"HS256","kid":"1"}""")]
    [InlineData("""{"alg":"HS256","kid":"1","typ":"JWT"}""")]
    [InlineData("""{"alg":"HS512","kid":"1","typ":"at+jwt"}""")]
    [InlineData("""{"alg":"RS256","kid":"1","typ":"at+jwt"}""")]
    [InlineData("""{"alg":"none","kid":"1","typ":"at+jwt"}""")]
    [InlineData("""{"alg":"none","typ":"at+jwt"}""")]
    [InlineData("""{"kid":"1","typ":"at+jwt"}""")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    public async Task Another_header_is_refused_though_the_signature_is_right(string header) =>
        Assert.Null(await Signer(("1", Known.Pepper1)).ReadAccessAsync(Jwt.Signed(header, Payload())));

    [Fact]
    public async Task Another_algorithm_is_refused_even_with_the_right_key()
    {
        var key = new byte[64];
        var signer = Signer(("1", Convert.ToBase64String(key)));
        var head = $"{Jwt.Part("""{"alg":"HS512","kid":"1","typ":"at+jwt"}""")}.{Jwt.Part(Payload())}";
        var signature = Base64Url.EncodeToString(HMACSHA512.HashData(key, Encoding.UTF8.GetBytes(head)));
        Assert.Null(await signer.ReadAccessAsync($"{head}.{signature}"));
        Assert.NotNull(await signer.ReadAccessAsync(Jwt.Signed(AccessHeader, Payload(), Convert.ToBase64String(key))));
    }

    [Theory]
    [InlineData("""{"alg":"none","typ":"at+jwt"}""")]
    [InlineData("""{"alg":"none","kid":"1","typ":"at+jwt"}""")]
    [InlineData("""{"alg":"HS256","kid":"1","typ":"at+jwt"}""")]
    public async Task A_token_without_a_signature_is_refused(string header) =>
        Assert.Null(await Signer(("1", Known.Pepper1)).ReadAccessAsync($"{Jwt.Part(header)}.{Jwt.Part(Payload())}."));

    [Theory]
    [InlineData("iss", "\"another\"")]
    [InlineData("aud", "\"another\"")]
    [InlineData("sid", "\"40000005-4000-8000-8380-780000000001\"")] // an operator's
    [InlineData("sid", "\"nonsense\"")]
    [InlineData("sid", "7")]
    [InlineData("exp", "\"soon\"")]
    [InlineData("exp", null)]
    [InlineData("iat", null)]
    [InlineData("sid", null)]
    [InlineData("iss", null)]
    public async Task Other_claims_are_refused_though_the_signature_is_right(string claim, string? value) =>
        Assert.Null(await Signer(("1", Known.Pepper1)).ReadAccessAsync(Jwt.Signed(AccessHeader, Payload((claim, value)))));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d.e")]
    public async Task A_text_that_is_not_a_token_is_refused(string text)
    {
        Assert.Null(await Signer(("1", Known.Pepper1)).ReadAccessAsync(text));
        Assert.Null(await Signer(("1", Known.Pepper1)).ReadRefreshAsync(text));
    }

    [Fact]
    public async Task A_token_with_any_character_changed_or_too_long_is_refused()
    {
        var signer = Signer(("1", Known.Pepper1));
        var token = signer.WriteAccess(Session, Known.Now, Known.Now.AddHours(1));
        for (var i = 0; i < token.Length - 1; i++) // the last one has bits that mean nothing
        {
            var other = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.Null(await signer.ReadAccessAsync(other));
        }
        Assert.Null(await signer.ReadAccessAsync(Jwt.Signed(AccessHeader, Payload(("more", $"\"{new string('x', 2_000)}\"")))));
    }

    [Fact]
    public async Task The_highest_key_signs_and_the_others_still_verify()
    {
        var old = Signer(("1", Known.Pepper1)).WriteAccess(Session, Known.Now, Known.Now.AddHours(1));
        var both = Signer(("10", Known.Pepper2), ("1", Known.Pepper1), ("9", Known.Pepper1));
        Assert.Contains(
            "\"kid\":\"10\"", Jwt.Read(both.WriteAccess(Session, Known.Now, Known.Now.AddHours(1)), 0), StringComparison.Ordinal);
        Assert.NotNull(await both.ReadAccessAsync(old));
        Assert.Null(await Signer(("2", Known.Pepper1)).ReadAccessAsync(old)); // the same key, with another number
    }

    private static string Payload(params (string Claim, string? Value)[] others)
    {
        var claims = new Dictionary<string, string?>
        {
            ["iss"] = "\"api-accounts\"",
            ["aud"] = "\"api-accounts\"",
            ["iat"] = "1795343400",
            ["exp"] = "1795347000",
            ["sid"] = $"\"{SessionId}\"",
        };
        foreach (var (claim, value) in others) claims[claim] = value;
        return $"{{{string.Join(',', claims.Where(claim => claim.Value is not null).Select(claim => $"\"{claim.Key}\":{claim.Value}"))}}}";
    }

    private static string Sorted(string json) => JsonSerializer.Serialize(
        JsonElement.Parse(json).EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).ToDictionary(
            member => member.Name, member => member.Value),
        Unescaped);

    private static TokenSigner Signer(params (string KeyId, string Key)[] keys)
    {
        var options = new TokensOptions();
        foreach (var (keyId, key) in keys) options.SigningKeys[keyId] = key;
        return new(Options.Create(options));
    }
}
