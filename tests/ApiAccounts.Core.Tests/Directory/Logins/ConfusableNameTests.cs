using ApiAccounts.Core.Directory.Logins;

namespace ApiAccounts.Core.Tests.Directory.Logins;

/// <summary>The skeletons of Unicode UTS #39, as another implementation (ICU 72.1) returns them.</summary>
public sealed class ConfusableNameTests
{
    [Theory]
    [InlineData("admin", "adrnin")]
    [InlineData("аdmin", "adrnin")] // a Cyrillic a
    [InlineData("adm1n", "adrnln")]
    [InlineData("admln", "adrnln")]
    [InlineData("user0", "userO")]
    [InlineData("ⲟmega", "ornega")] // a Coptic letter
    [InlineData("a\u034Fb", "ab")] // a joiner that nobody sees
    [InlineData("é", "e\u0301")]
    [InlineData("", "")]
    public void A_skeleton_is_that_of_the_standard(string text, string skeleton) =>
        Assert.Equal(skeleton, Confusables.SkeletonOf(text));

    [Theory]
    [InlineData("admin", "аdmin")]
    [InlineData("adm1n", "admln")]
    [InlineData("user1", "userl")]
    [InlineData("user1", "user|")]
    [InlineData("paypal", "paypaI")]
    [InlineData("Paypal", "paypaI")]
    [InlineData("modern", "modem")]
    [InlineData("user0", "userO")]
    [InlineData("admin@demo.example", "admin@dеmo.example")]
    [InlineData("ada", "ａｄａ")]
    [InlineData("ada", "a\u034Fda")]
    [InlineData("ADA", "АDА")] // Cyrillic capitals
    public void Names_that_look_alike_share_a_skeleton(string one, string other) =>
        Assert.NotEmpty(NameSkeletons.KeysOf(one).Intersect(NameSkeletons.KeysOf(other)));

    [Theory]
    [InlineData("user1", "user2")]
    [InlineData("user0", "usero")]
    [InlineData("ada", "ade")]
    [InlineData("ana", "anna")]
    [InlineData("a.b", "ab")]
    public void Names_that_look_different_share_none(string one, string other) =>
        Assert.Empty(NameSkeletons.KeysOf(one).Intersect(NameSkeletons.KeysOf(other)));

    [Theory]
    [InlineData("Ida", "IDA")]
    [InlineData("Ida", "ida")]
    [InlineData("ﬁ", "FI")]
    public void All_spellings_of_a_name_have_the_same_first_key(string one, string other) =>
        Assert.Equal(NameSkeletons.KeysOf(one)[0], NameSkeletons.KeysOf(other)[0]);
}
