using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Tests.Directory.Operators;

public sealed class FullNameTests
{
    [Theory]
    [InlineData("Ada", "Ada", "")]
    [InlineData("Ada Example", "Ada", "Example")]
    [InlineData("  Ada   van Example ", "Ada", "van Example")]
    public void The_first_word_is_the_first_name_and_the_rest_is_the_last_name(string fullName, string firstName, string lastName) =>
        Assert.Equal((firstName, lastName), FullName.Split(fullName));

    [Fact]
    public void A_full_name_may_have_200_characters_and_no_more()
    {
        Assert.Null(FullName.Check(new string('a', 200)));
        Assert.Equal("The full name must have at most 200 characters; it has 201.", FullName.Check(new string('a', 201))!.Message);
    }
}
