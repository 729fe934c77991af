using ApiAccounts.Core.Access;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Access;

public sealed class ApiSecretTests
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    [Theory]
    [InlineData(Known.Secret)]
    [InlineData("live2_7cFmfG34vTx2Wd281rGW21Do3fkyNsXVZlM9ZQExvKz1l7zHM")]
    [InlineData("a_b_7cFmfG34vTx2Wd281rGW21Do3fkyNsXVZlM9ZQExvKz2pP2Zh")]
    public void A_secret_with_the_right_checksum_is_well_formed_whatever_its_prefix(string secret) =>
        Assert.True(ApiSecret.IsWellFormed(secret));

    [Fact]
    public void A_secret_with_any_one_character_changed_is_refused()
    {
        for (var position = 0; position < Known.Secret.Length; position++)
        {
            foreach (var wrong in (Alphabet + "_-é").Where(character => character != Known.Secret[position]))
            {
                var changed = Known.Secret[..position] + wrong + Known.Secret[(position + 1)..];
                Assert.False(ApiSecret.IsWellFormed(changed), changed);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("_")]
    [InlineData("apiacc_")]
    [InlineData("7cFmfG34vTx2Wd281rGW21Do3fkyNsXVZlM9ZQExvKz1sqRlO")]
    [InlineData("apiacc_7cFmfG34vTx2Wd281rGW21Do3fkyNsXVZlM9ZQExvKz1sqRlO ")]
    [InlineData("apiacc_7cFmfG34vTx2Wd281rGW21Do3fkyNsXVZlM9ZQExvKz1sqRl")]
    public void A_secret_that_is_too_short_or_too_long_is_refused(string secret) => Assert.False(ApiSecret.IsWellFormed(secret));

    [Fact]
    public void New_secrets_are_well_formed_and_distinct()
    {
        var secrets = Enumerable.Range(0, 1_000).Select(_ => ApiSecret.New("live2")).ToHashSet();
        Assert.Equal(1_000, secrets.Count);
        Assert.All(secrets, secret =>
        {
            Assert.Matches("^live2_[0-9A-Za-z]{49}$", secret);
            Assert.True(ApiSecret.IsWellFormed(secret));
        });
    }
}
