using ApiAccounts.Core.Access;
using ApiAccounts.Core.Tests.Given;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Tests.Access;

public sealed class SecretHasherTests
{
    private readonly KeptLog<SecretHasher> log = new();

    [Fact]
    public void The_hash_is_the_hmac_in_its_envelope() => Assert.Equal(Known.SecretHash, With(("1", Known.Pepper1)).Hash(Known.Secret));

    [Fact]
    public void The_newest_key_signs_by_number_and_not_by_letter()
    {
        var hasher = With(("9", Known.Pepper1), ("10", Known.Pepper2), ("1", Known.Pepper1));
        Assert.Equal("v1.10.zD8BvD5gIB61BNwn4OOPIVXbDgdYEF8rsfC6eKbWDgA", hasher.Hash(Known.Secret));
    }

    [Fact]
    public void Older_keys_still_verify()
    {
        var hasher = With(("1", Known.Pepper1), ("2", Known.Pepper2));
        Assert.True(hasher.Verify(Known.Secret, Known.SecretHash));
        Assert.True(hasher.Verify(Known.Secret, "v1.2.zD8BvD5gIB61BNwn4OOPIVXbDgdYEF8rsfC6eKbWDgA"));
        Assert.Empty(log.Entries);
    }

    [Fact]
    public void Another_secret_is_not_it()
    {
        Assert.False(With(("1", Known.Pepper1)).Verify(ApiSecret.New("apiacc"), Known.SecretHash));
        Assert.Empty(log.Entries);
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
        Assert.False(With(("1", Known.Pepper1)).Verify(Known.Secret, hash));
        var entry = Assert.Single(log.Entries);
        Assert.Equal(LogLevel.Error, entry.Level);
        Assert.Equal("A stored secret hash cannot be read, or its key (Secrets__Peppers__…) is not set: it matches nothing.", entry.Message);
    }

    [Fact]
    public void Without_a_key_there_is_no_hasher()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => With());
        Assert.Equal("Secrets__Peppers__1 is not set.", exception.Message);
    }

    private SecretHasher With(params (string KeyId, string Key)[] keys) => new(Known.Peppers(keys), log);
}
