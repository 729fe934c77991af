using System.ComponentModel.DataAnnotations;
using ApiAccounts.Core.Directory.Invitations;

namespace ApiAccounts.Core.Tests.Directory.Invitations;

public sealed class InvitationsOptionsTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("https://accounts.example.com/invitation")]
    [InlineData("http://127.0.0.1:7071/invitation")]
    [InlineData("https://accounts.example.com/?page=invitation")]
    public void A_page_with_a_valid_address_is_accepted(string? page) => Assert.Empty(Check(page));

    [Theory]
    [InlineData("")]
    [InlineData("/invitation")]
    [InlineData("accounts.example.com/invitation")]
    [InlineData("ftp://accounts.example.com/invitation")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://accounts.example.com/invitation#")]
    [InlineData("https://accounts.example.com/invitation#here")]
    [InlineData("https://me:secret@accounts.example.com/invitation")]
    [InlineData("https://accounts.example.com/invi tation")]
    public void An_invalid_page_address_is_refused(string page) => Assert.Equal(
        $"Invitations__Page must be an address such as https://accounts.example.com/invitation; it is '{page}'.",
        Assert.Single(Check(page)).ErrorMessage);

    private static IEnumerable<ValidationResult> Check(string? page)
    {
        var options = new InvitationsOptions { Page = page };
        return options.Validate(new(options));
    }
}
