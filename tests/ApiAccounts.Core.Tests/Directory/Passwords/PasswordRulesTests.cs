using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Directory.Passwords;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("Correct-Horse-7")]
    [InlineData("Aa1-56789012")] // 12
    [InlineData("Aa1-567890123456789012345678901234567890")] // 40
    [InlineData("9 spaces are Fine")]
    [InlineData("Correct:Horse-7")]
    [InlineData("1pässwörtliCh1")]
    public void A_good_password_passes(string password) => Assert.Null(PasswordRules.Check(password, "ada", "ada@partner.example"));

    [Theory]
    [InlineData("", "must be 12 to 40 characters long")]
    [InlineData("Aa1-5678901", "must be 12 to 40 characters long")]
    [InlineData("Aa1-5678901234567890123456789012345678901", "must be 12 to 40 characters long")]
    [InlineData("-Aa156789012", "must begin and end with a letter or digit")]
    [InlineData("Aa156789012-", "must begin and end with a letter or digit")]
    [InlineData("äAa1-5678901", "must begin and end with a letter or digit")]
    [InlineData("correct-horse-7", "must contain an upper-case letter")]
    [InlineData("CORRECT-HORSE-7", "must contain a lower-case letter")]
    [InlineData("Correct-Horse-x", "must contain a digit")]
    [InlineData("Correct:Horse7x", "must contain a special character other than a colon")]
    [InlineData("Correct-\tHorse7", "must not contain control characters")]
    [InlineData("CorrectHorse7", "must contain a special character other than a colon")]
    [InlineData("Hello-ADA-Hello-7", "must not contain the user's name, e-mail address or id")]
    [InlineData("x7-Ada@Partner.example-7", "must not contain the user's name, e-mail address or id")]
    public void A_refusal_says_what_is_wrong_without_quoting_the_password(string password, string fault)
    {
        var error = PasswordRules.Check(password, "ada", "ada@partner.example");
        Assert.Equal(new Error(ErrorKind.Invalid, "invalid_value", $"The password {fault}."), error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Ho")]
    public void A_name_of_fewer_than_three_characters_is_ignored(string name) => Assert.Null(PasswordRules.Check("Correct-Horse-7", name));

    [Theory]
    [InlineData("Hello-PETER-Hello-7")]
    [InlineData("Hello-van-den-Berg-7")]
    [InlineData("Hello-pvdb-Hello-7")]
    [InlineData("7-peter@partner.example-X")]
    [InlineData("Hello-Hello-4711")]
    public void A_password_must_not_contain_the_operators_names_or_userId(string password) => Assert.Equal(
        "The password must not contain the user's name, e-mail address or id.", PasswordRules.Check(password, Peter)!.Message);

    [Fact]
    public void A_password_may_contain_a_short_userId() => Assert.Null(PasswordRules.Check(
        "Correct-Horse-71", Peter with { Id = AccountId.At(AccountKind.Operator, 42, 71, 15, 1) }));

    private static Operator Peter => AnOperator.Active() with
    {
        Id = AccountId.At(AccountKind.Operator, 42, 4711, 15, 1),
        UserName = "pvdb",
        Email = "peter@partner.example",
        FirstName = "Peter",
        LastName = "van-den-Berg",
    };
}
