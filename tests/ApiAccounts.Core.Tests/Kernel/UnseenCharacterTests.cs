using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Tests.Kernel;

public sealed class UnseenCharacterTests
{
    [Theory]
    [InlineData("a\u202Eb", "U+202E (RIGHT-TO-LEFT OVERRIDE)")]
    [InlineData("a\u200Bb", "U+200B (ZERO WIDTH SPACE)")]
    [InlineData("a\u2066b", "U+2066 (LEFT-TO-RIGHT ISOLATE)")]
    [InlineData("a\u00ADb", "U+00AD (SOFT HYPHEN)")]
    [InlineData("\uFEFFa", "U+FEFF (ZERO WIDTH NO-BREAK SPACE)")]
    [InlineData("a\u2028", "U+2028 (LINE SEPARATOR)")]
    [InlineData("a\u2029", "U+2029 (PARAGRAPH SEPARATOR)")]
    [InlineData("a\0", "U+0000 (a control character)")]
    [InlineData("a\u0085", "U+0085 (a control character)")]
    [InlineData("a\u2064", "U+2064 (an invisible character)")]
    [InlineData("a\U000E0041b", "U+E0041 (an invisible character)")]
    [InlineData("\uD83D\uDE00 and \uFFF9", "U+FFF9 (an invisible character)")]
    public void The_first_one_is_named(string text, string named)
    {
        Assert.Equal(named, UnseenCharacter.In(text));
        Assert.Equal($"The full name must not contain {named}.", FullName.Check(text + "x")!.Message);
        Assert.Equal($"The user name must not contain {named}.", LoginName.Check(text + "x")!.Message);
        Assert.Equal($"The e-mail address must not contain {named}.", EmailAddress.Check(text + "@b")!.Message);
    }

    [Fact]
    public void Half_of_a_character_is_named() => Assert.Equal("U+D83D (half of a character)", UnseenCharacter.In("a\uD83Db"));

    [Theory]
    [InlineData("")]
    [InlineData("Zoë Müller-Öztürk")]
    [InlineData("إلهام 株式会社 \uD83D\uDE00")]
    public void Text_that_a_reader_sees_has_none(string text) => Assert.Null(UnseenCharacter.In(text));
}
