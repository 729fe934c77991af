using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Storage.Tables.Credentials;
using ApiAccounts.Storage.Tables.Directory;
using ApiAccounts.Storage.Tables.Shared;
using ApiAccounts.Storage.Tables.Tokens;
using ApiAccounts.Storage.Tables.Usage;
using ApiAccounts.Storage.Tests.Given;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tests.Tables.Shared;

/// <summary>The keys as they are in tables that exist: none may ever change.</summary>
public sealed class KeysTests
{
    [Fact]
    public void A_partner_row_is_in_its_directory() =>
        AssertKeys("0000002a", "partner", PartnerRow.Write(new Partner(42, "One", [], 0, 0)));

    [Fact]
    public void An_operator_row_is_in_its_partners_directory() =>
        AssertKeys("0000002a", "operator|00000007", OperatorRow.Write(Known.Operator(42)));

    [Fact]
    public void A_login_row_has_its_own_partition() => AssertKeys(
        "ad319ccf316c681b1fa259fe25dc960b8cfa18c1a3a5244111397cb241a7a526", "",
        LoginRow.Write(LoginName.KeyOf("ada@partner.example"), new(Known.OperatorId(42))));

    [Fact]
    public void A_tally_row_is_with_those_whose_keys_share_the_first_byte() => AssertKeys(
        "tally-ad", "ad319ccf316c681b1fa259fe25dc960b8cfa18c1a3a5244111397cb241a7a526",
        SignInTallyRow.From(LoginName.KeyOf("ada@partner.example"), new("round", 1, 2, Known.Now, "write")));

    [Fact]
    public void A_session_row_is_in_its_operators_partition() =>
        AssertKeys("0000002a|00000007", "session|00000000009", SessionRow.Write(Known.Session(42)));

    [Fact]
    public void An_API_user_row_is_where_its_id_says()
    {
        AssertKeys("bucket-00f", "0000002a|user|00000007|7654321fedc", ApiUserRow.Write(Known.ApiUser(Known.ApiUserId(42))));
        var last = AccountId.At(AccountKind.ApiUser, uint.MaxValue, uint.MaxValue, 0xfff, 1);
        AssertKeys("bucket-fff", "ffffffff|user|ffffffff|00000000001", ApiUserRow.Write(Known.ApiUser(last)));
    }

    [Fact]
    public void A_custom_service_row_is_where_its_id_says_and_not_among_the_API_users()
    {
        AssertKeys("bucket-00f", "0000002a|service|00000007|7654321fedc", CustomServiceRow.Write(Known.Service(Known.ServiceId(42))));
        Assert.Equal(new KeyRange("0000002a|service|", "0000002a|user}"), AccountsKeys.AccountsOfPartner(42));
    }

    [Fact]
    public void An_audit_row_is_beside_its_subject()
    {
        AssertKeys("0000002a", "audit|08de2a1b2c3d4e5f0123456789abcdef", AuditRow.WriteInDirectory(Known.Audit(Known.OperatorId(42))));
        AssertKeys(
            "bucket-00f", "0000002a|audit|08de2a1b2c3d4e5f0123456789abcdef", AuditRow.WriteInBucket(Known.Audit(Known.ApiUserId(42))));
    }

    [Fact]
    public void A_deadline_row_is_ordered_by_its_time()
    {
        var apiUser = Known.ApiUserId(42);
        AssertKeys("deadlines-c", $"expiry|20261122103000|{apiUser}", DeadlineRow.Write(new(DeadlineKind.Expiry, apiUser, Known.Now)));
        var operatorId = Known.OperatorId(42);
        AssertKeys(
            "deadlines-1", $"invitation|20261122103000|{operatorId}",
            DeadlineRow.Write(new(DeadlineKind.Invitation, operatorId, Known.Now)));
    }

    [Fact]
    public void A_warning_row_is_in_its_partners_directory() => AssertKeys(
        "0000002a",
        $"warning|{Known.ApiUserId(42)}|20261122103000",
        (TableEntity)WarningRow.Putting(new(DeadlineKind.Expiry, Known.ApiUserId(42), Known.Now), 14, replaced: null).Entity);

    [Fact]
    public void A_marker_row_is_in_its_bucket_by_the_hour() => AssertKeys(
        "bucket-00f", "batch|2026112210|message_1-A|79", MarkerRow.Write(
            "bucket-00f", new SectionMarker(UtcHour.Of(Known.Now), "message_1-A", 79)));

    [Fact]
    public void Key_ranges_contain_exactly_what_they_say()
    {
        AssertHolds(
            AccountsKeys.ApiUsersOfPartner(42),
            within: ["0000002a|user|00000000|00000000000", "0000002a|user|ffffffff|7ffffffffff"],
            without:
                ["0000002a|audit|08de", "00000029|user|ffffffff|7ffffffffff", "0000002b|user|00000000|00000000000",
                    "batch|2026112210|a|0"]);
        AssertHolds(
            AccountsKeys.ApiUsersOfOperator(Known.OperatorId(42)),
            within: ["0000002a|user|00000007|00000000000", "0000002a|user|00000007|7ffffffffff"],
            without: ["0000002a|user|00000006|7ffffffffff", "0000002a|user|00000008|00000000000"]);
        AssertHolds(
            AccountsKeys.MarkersBefore(UtcHour.Of(Known.Now)),
            within: ["batch|1970010100|a|0", "batch|2026112209|zzz|999"],
            without: ["batch|2026112210|-|0", "0000002a|user|00000007|00000000000", "ffffffff|audit|08de"]);
        AssertHolds(
            DeadlinesKeys.Until(DeadlineKind.Expiry, Known.Now),
            within: ["expiry|00010101000000|0", "expiry|20261122102959|f", "expiry|20261122103000|ffffffff-ffff-8fff-bfff-ffffffffffff"],
            without: ["expiry|20261122103001|0", "invitation|20261122102959|f"]);
    }

    private static void AssertKeys(string partitionKey, string rowKey, TableEntity row) =>
        Assert.Equal((partitionKey, rowKey), (row.PartitionKey, row.RowKey));

    private static void AssertHolds(KeyRange range, string[] within, string[] without)
    {
        Assert.All(
            within, key => Assert.True(string.CompareOrdinal(key, range.From) >= 0 && string.CompareOrdinal(key, range.To) < 0, key));
        Assert.All(
            without, key => Assert.False(string.CompareOrdinal(key, range.From) >= 0 && string.CompareOrdinal(key, range.To) < 0, key));
    }
}
