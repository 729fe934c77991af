using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using FsCheck;
using FsCheck.Fluent;

namespace ApiAccounts.Core.Tests.Kernel.Ids;

public sealed class AccountIdTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Theory]
    [InlineData(AccountKind.ApiUser, 0u, 0u, 0, 0ul, "20000000-0000-8000-8000-000000000000", "40000000020010000000000001T")]
    [InlineData(AccountKind.ApiUser, 1u, 1u, 2, 3ul, "20000000-2000-8000-8080-100000000003", "4000001002001040200000000FE")]
    [InlineData(AccountKind.ApiUser, 42u, 7u, 15, 0x7654321fedcul, "20000005-4000-8000-8380-7f654321fedc", "400001A0020010W0FXJM68FYVKH")]
    [InlineData(
        AccountKind.Operator, 42u, 7u, 0xabc, 0x123456789abul, "40000005-4000-8000-83d5-e123456789ab", "800001A0020010YNW4HMASW9NC9")]
    [InlineData(AccountKind.Group, 42u, 7u, 15, 0x7654321fedcul, "80000005-4000-8000-8380-7f654321fedc", "G00001A0020010W0FXJM68FYVHG")]
    [InlineData(
        AccountKind.CustomService, uint.MaxValue, uint.MaxValue, 0xfff, 0x7ffffffffff,
        "7fffffff-ffff-8fff-bfff-ffffffffffff", "FZZZZZZZZY7ZZFZZZZZZZZZZZW3")]
    public void An_id_is_written_and_read_as_a_uuid_and_as_a_user_name(
        AccountKind kind, uint pid, uint userId, int bucket, ulong random, string uuid, string userName)
    {
        var id = AccountId.At(kind, pid, userId, bucket, random);

        Assert.Equal(uuid, id.ToString());
        Assert.Equal(userName, id.UserName);
        Assert.True(AccountId.TryParse(uuid, out var fromUuid));
        Assert.True(AccountId.TryParseUserName(userName, out var fromUserName));
        foreach (var read in new[] { fromUuid, fromUserName })
        {
            Assert.Equal(id, read);
            Assert.Equal((kind, pid, userId, bucket, random), (read.Kind, read.Pid, read.UserId, read.Bucket, read.Random));
        }
    }

    [Fact]
    public void Every_address_survives_a_round_trip_through_both_forms()
    {
        var addresses = from kind in Gen.Elements(AccountKind.ApiUser, AccountKind.Operator, AccountKind.CustomService, AccountKind.Group)
                        from pid in ArbMap.Default.GeneratorFor<uint>()
                        from userId in ArbMap.Default.GeneratorFor<uint>()
                        from bucket in Gen.Choose(0, 4095)
                        from random in ArbMap.Default.GeneratorFor<ulong>()
                        select (kind, pid, userId, bucket, random: random >> 21);
        Prop.ForAll(addresses.ToArbitrary(), address =>
        {
            var id = AccountId.At(address.kind, address.pid, address.userId, address.bucket, address.random);
            return AccountId.TryParse(id.ToString(), out var fromUuid) && fromUuid == id
                && AccountId.TryParseUserName(id.UserName, out var fromUserName) && fromUserName == id
                && (fromUuid.Kind, fromUuid.Pid, fromUuid.UserId, fromUuid.Bucket, fromUuid.Random) == address;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("20000005-4000-1000-8380-7f654321fedc", "400001A0008010W0FXJM68FYVHN")] // versions 1, 4, 7, 9, 0 and 15
    [InlineData("20000005-4000-4000-8380-7f654321fedc", "400001A0010010W0FXJM68FYVKK")]
    [InlineData("20000005-4000-7000-8380-7f654321fedc", "400001A001R010W0FXJM68FYVHJ")]
    [InlineData("20000005-4000-9000-8380-7f654321fedc", "400001A0028010W0FXJM68FYVHH")]
    [InlineData("20000005-4000-0000-8380-7f654321fedc", "400001A0000010W0FXJM68FYVKN")]
    [InlineData("20000005-4000-f000-8380-7f654321fedc", "400001A003R010W0FXJM68FYVHE")]
    [InlineData("20000005-4000-8000-0380-7f654321fedc", "400001A0020000W0FXJM68FYVKJ")] // variants 0, 1 and 3
    [InlineData("20000005-4000-8000-4380-7f654321fedc", "400001A002000GW0FXJM68FYVHJ")]
    [InlineData("20000005-4000-8000-c380-7f654321fedc", "400001A002001GW0FXJM68FYVHH")]
    [InlineData("00000005-4000-8000-8380-7f654321fedc", "000001A0020010W0FXJM68FYVHJ")] // kinds 0 and 7
    [InlineData("e0000005-4000-8000-8380-7f654321fedc", "W00001A0020010W0FXJM68FYVKE")]
    public void Another_version_variant_or_kind_is_refused_in_both_forms(string uuid, string userNameWithRightCheck)
    {
        Assert.False(AccountId.TryParse(uuid, out _));
        Assert.False(AccountId.TryParseUserName(userNameWithRightCheck, out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("20000005-4000-8000-8380-7f654321fed")]
    [InlineData("20000005-4000-8000-8380-7f654321fedcc")]
    [InlineData("200000054000800083807f654321fedc")]
    [InlineData("{20000005-4000-8000-8380-7f654321fedc}")]
    [InlineData("20000005-4000-8000-8380-7f654321fedg")]
    public void A_UUID_of_another_form_is_refused(string? text) => Assert.False(AccountId.TryParse(text, out _));

    [Fact]
    public void A_UUID_may_be_in_upper_case()
    {
        Assert.True(AccountId.TryParse("20000005-4000-8000-8380-7F654321FEDC", out var id));
        Assert.Equal(Known.ApiUserId, id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("400001A0020010W0FXJM68FYVK")]
    [InlineData("400001A0020010W0FXJM68FYVKH0")]
    [InlineData("0400001A0020010W0FXJM68FYVKH")]
    [InlineData(" 400001A0020010W0FXJM68FYVK")]
    [InlineData("400001A0020010W0FXJM68FYVKU")]
    [InlineData("400001A0020010W0FXJM68FYVKé")]
    [InlineData("４00001A0020010W0FXJM68FYVKH")]
    public void A_user_name_with_a_wrong_length_or_character_is_refused(string userName) =>
        Assert.False(AccountId.TryParseUserName(userName, out _));

    [Theory]
    [InlineData("20000005-4000-8000-8380-7f654321fedc")]
    [InlineData("40000005-4000-8000-83d5-e123456789ab")]
    [InlineData("7fffffff-ffff-8fff-bfff-ffffffffffff")]
    public void The_check_finds_every_single_wrong_character(string uuid)
    {
        Assert.True(AccountId.TryParse(uuid, out var id));
        for (var position = 0; position < id.UserName.Length; position++)
        {
            foreach (var wrong in Alphabet.Where(character => character != id.UserName[position]))
            {
                var mistyped = id.UserName[..position] + wrong + id.UserName[(position + 1)..];
                Assert.False(AccountUserName.TryParse(mistyped, out _), mistyped);
            }
        }
    }

    [Theory]
    [InlineData("20000005-4000-8000-8380-7f654321fedc")]
    [InlineData("40000005-4000-8000-83d5-e123456789ab")]
    [InlineData("20000000-2000-8000-8080-100000000003")]
    public void The_check_finds_every_swap_of_neighbours(string uuid)
    {
        Assert.True(AccountId.TryParse(uuid, out var id));
        for (var position = 0; position + 1 < id.UserName.Length; position++)
        {
            var characters = id.UserName.ToCharArray();
            (characters[position], characters[position + 1]) = (characters[position + 1], characters[position]);
            if (new string(characters) != id.UserName) Assert.False(AccountUserName.TryParse(characters, out _), new string(characters));
        }
    }

    [Theory]
    [InlineData("400001a0020010w0fxjm68fyvkh")]
    [InlineData("4OOooIAoO2oOIOWOFXJM68FYVKH")]
    [InlineData("40000la0020oiow0fxjm68fyvkh")]
    [InlineData("40000LA0020OLOW0FXJM68FYVKH")]
    public void A_user_name_may_be_in_lower_case_or_with_look_alikes(string typed)
    {
        var isRead = AccountId.TryParseUserName(typed, out var id);
        Assert.True(isRead);
        Assert.Equal(Known.ApiUserId, id);
    }

    [Fact]
    public void A_thousand_new_ids_at_one_address_are_distinct_and_keep_the_address()
    {
        var ids = Enumerable.Range(0, 1_000).Select(_ => AccountId.New(AccountKind.ApiUser, 42, 7, 15)).ToHashSet();
        Assert.Equal(1_000, ids.Count);
        Assert.All(ids, id => Assert.Equal((AccountKind.ApiUser, 42u, 7u, 15), (id.Kind, id.Pid, id.UserId, id.Bucket)));
        Assert.True(ids.Count(id => id.Random >> 42 == 1) is > 350 and < 650, "The highest random bit is not random.");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4096)]
    public void A_bucket_that_does_not_fit_into_an_id_is_refused(int bucket) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AccountId.New(AccountKind.ApiUser, 1, 1, bucket));
}
