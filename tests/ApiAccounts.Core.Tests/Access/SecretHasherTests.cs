using ApiAccounts.Core.Access;
using ApiAccounts.Core.Tests.Given;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ApiAccounts.Core.Tests.Access;

public sealed class SecretHasherTests
{
    private readonly FakeLogger<SecretHasher> log = new();

    [Fact]
    public void A_hash_is_the_HMAC_in_its_envelope() => Assert.Equal(Known.SecretHash, With(("1", Known.Pepper1)).Hash(Known.Secret));

    [Fact]
    public void The_key_with_the_highest_number_signs_not_the_last_in_text_order()
    {
        var hasher = With(("9", Known.Pepper1), ("10", Known.Pepper2), ("1", Known.Pepper1));
        Assert.Equal("v1.10.zD8BvD5gIB61BNwn4OOPIVXbDgdYEF8rsfC6eKbWDgA", hasher.Hash(Known.Secret));
    }

    [Fact]
    public void Older_keys_still_verify()
    {
        var hasher = With(("1", Known.Pepper1), ("2", Known.Pepper2));
        Assert.Equal(SecretMatch.Current, hasher.Match(Known.Secret, hasher.Read(Known.SecretHash), null));
        Assert.Equal(
            SecretMatch.Current, hasher.Match(Known.Secret, hasher.Read("v1.2.zD8BvD5gIB61BNwn4OOPIVXbDgdYEF8rsfC6eKbWDgA"), null));
        Assert.Empty(log.Lines());
    }

    [Fact]
    public void Another_secret_does_not_match_the_hash()
    {
        var hasher = With(("1", Known.Pepper1));
        var hash = hasher.Read(Known.SecretHash);
        Assert.Equal(SecretMatch.None, hasher.Match(ApiSecret.New("apiacc"), hash, null));
        Assert.Equal(SecretMatch.None, hasher.Match(ApiSecret.New("apiacc"), hash, hash));
        Assert.Equal(SecretMatch.None, hasher.Match(Known.Secret, null, null));
        Assert.Empty(log.Lines());
    }

    [Theory]
    [InlineData(
        "v1.1.CgxXG2QD5Z3nGAFHtqP_F3Le6cX8YRmcQ-N7AhrxHbg", "v1.1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", SecretMatch.Current)]
    [InlineData(
        "v1.1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "v1.1.CgxXG2QD5Z3nGAFHtqP_F3Le6cX8YRmcQ-N7AhrxHbg", SecretMatch.Previous)]
    [InlineData(
        "v1.1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "v1.2.zD8BvD5gIB61BNwn4OOPIVXbDgdYEF8rsfC6eKbWDgA",
        SecretMatch.Previous)] // of another key
    [InlineData(
        "v1.2.zD8BvD5gIB61BNwn4OOPIVXbDgdYEF8rsfC6eKbWDgA", "v1.1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", SecretMatch.Current)]
    public void It_is_told_which_of_two_it_is(string current, string previous, SecretMatch match)
    {
        var hasher = With(("1", Known.Pepper1), ("2", Known.Pepper2));
        Assert.Equal(match, hasher.Match(Known.Secret, hasher.Read(current), hasher.Read(previous)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("v1")]
    [InlineData("v1.2.zD8BvD5gIB61BNwn4OOPIVXbDgdYEF8rsfC6eKbWDgA")] // a key that is not set
    [InlineData("v2.1.CgxXG2QD5Z3nGAFHtqP_F3Le6cX8YRmcQ-N7AhrxHbg")]
    [InlineData("v1.1.CgxXG2QD5Z3nGAFHtqP_F3Le6cX8YRmcQ-N7AhrxHb")] // a character short
    [InlineData("v1.1.CgxXG2QD5Z3nGAFHtqP_F3Le6cX8YRmcQ-N7AhrxHbgA")]
    [InlineData("v1.1.CgxXG2QD5Z3nGAFHtqP/F3Le6cX8YRmcQ+N7AhrxHbg=")]
    [InlineData("v1.1.CgxXG2QD5Z3nGAFHtqP_F3Le6cX8YRmcQ-N7AhrxHbg.")]
    [InlineData("v1.1.")]
    [InlineData("apiacc_7cFmfG34vTx2Wd281rGW21Do3fkyNsXVZlM9ZQExvKz1sqRlO")]
    public void A_hash_that_cannot_be_read_matches_nothing_and_is_logged_without_it(string hash)
    {
        Assert.Null(With(("1", Known.Pepper1)).Read(hash));
        var entry = Assert.Single(log.Lines());
        Assert.Equal(LogLevel.Error, entry.Level);
        Assert.Equal(
            "A stored secret hash cannot be parsed, or its key (Secrets__Peppers__…) is not set. It matches no secret.", entry.Message);
    }

    [Fact]
    public void A_hasher_without_a_key_cannot_be_created()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => With());
        Assert.Equal("Secrets__Peppers__1 is not set.", exception.Message);
    }

    private SecretHasher With(params (string KeyId, string Key)[] keys) => new(Known.Peppers(keys), log);
}
