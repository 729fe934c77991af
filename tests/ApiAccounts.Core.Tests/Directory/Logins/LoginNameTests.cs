using ApiAccounts.Core.Directory.Logins;

namespace ApiAccounts.Core.Tests.Directory.Logins;

public sealed class LoginNameTests
{
    [Theory]
    [InlineData("Ada@Partner.Example", "ada@partner.example")]
    [InlineData("  ada\t", "ada")]
    [InlineData("ÄRGER", "ärger")]
    [InlineData("A\u0308rger", "ärger")] // A and a combining diaeresis
    [InlineData("\uFF21\uFF24\uFF21", "ada")] // full-width letters
    [InlineData("o\uFB03ce", "office")] // the ligature ffi
    [InlineData("\u00A0ada\u00A0", "ada")] // no-break spaces
    [InlineData("", "")]
    [InlineData("   ", "")]
    public void Names_that_look_the_same_are_the_same(string userName, string normalised) =>
        Assert.Equal(normalised, LoginName.Normalise(userName));

    [Fact]
    public void Half_a_surrogate_pair_is_not_a_name() // no InlineData: it would not survive the test runner's UTF-8
    {
        Assert.Null(LoginName.Normalise("ada\uD83D"));
        Assert.Null(LoginName.Normalise("\uDE00ada"));
        Assert.Equal("ada\U0001F600", LoginName.Normalise("ADA\U0001F600"));
    }

    [Fact]
    public void A_name_that_is_too_long_is_not_normalised()
    {
        Assert.Equal(new string('a', 254), LoginName.Normalise(new string('A', 254)));
        Assert.Null(LoginName.Normalise(new string('A', 255)));
        Assert.Null(LoginName.Normalise("a" + new string(' ', 254)));
        Assert.Equal(
            "The user name must have at most 254 characters; it has 1000000.",
            LoginName.Check(new string('\u0301', 1_000_000))!.Message);
    }

    [Fact]
    public void A_key_is_the_SHA_256_of_the_normalised_name() => Assert.Equal(
        "ad319ccf316c681b1fa259fe25dc960b8cfa18c1a3a5244111397cb241a7a526", LoginName.KeyOf("ada@partner.example"));
}
