using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Storage.Tables.Credentials;
using ApiAccounts.Storage.Tables.Shared;

namespace ApiAccounts.Storage.Tests.Tables.Credentials;

public sealed class ApiUserPlacesTests
{
    private static readonly ApiUserPlaces Places = new(pid: 42, bucket: 15, [7, 9]);

    [Fact]
    public void Every_API_user_of_a_partner_is_in_the_whole_range()
    {
        Assert.Equal("bucket-00f", Places.PartitionKey);
        Assert.Equal(new KeyRange("0000002a|user|00000007|00000000000", "0000002a|user}"), Places.Range(0, Places.End));
    }

    [Fact]
    public void A_range_can_be_cut_anywhere()
    {
        var middle = Places.End / 2;
        Assert.Equal(
            new KeyRange("0000002a|user|00000007|80000000000", "0000002a|user|00000009|00000000000"), Places.Range(middle / 2, middle));
    }

    [Fact]
    public void The_place_of_an_API_user_is_where_its_key_is()
    {
        var place = Places.Of(AccountId.At(AccountKind.ApiUser, 42, 9, 15, 0x7654321fedc));
        Assert.Equal("0000002a|user|00000009|7654321fedc", Places.Range(place, Places.End).From);
        Assert.Equal(Places.End / 2, Places.Of(AccountId.At(AccountKind.ApiUser, 42, 8, 15, 5))); // of an operator that is gone
        Assert.Equal(Places.End, Places.Of(AccountId.At(AccountKind.ApiUser, 42, 10, 15, 5)));
    }
}
