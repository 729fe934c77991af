using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage;
using ApiAccounts.Storage.Tables.Changes;
using ApiAccounts.Storage.Tables.Credentials;
using ApiAccounts.Storage.Tables.Directory;
using ApiAccounts.Storage.Tables.Idempotency;
using ApiAccounts.Storage.Tables.Mail;
using ApiAccounts.Storage.Tables.Shared;
using ApiAccounts.Storage.Tables.Tokens;
using ApiAccounts.Storage.Tables.Usage;
using ApiAccounts.Storage.Tests.Given;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tests.Tables;

/// <summary>
/// Holds <c>docs/storage.md</c> against the code: what a row is said to have, what the code names, and what is really written.
/// </summary>
public sealed partial class DocumentedRowsTests
{
    private static readonly string[] Keys = ["PartitionKey", "RowKey", "Timestamp", "odata.etag"];

    [Theory]
    [InlineData("Partner", typeof(PartnerRow))]
    [InlineData("Operator", typeof(OperatorRow))]
    [InlineData("Reserved name", typeof(NameRow))]
    [InlineData("Group", typeof(GroupRow))]
    [InlineData("Role", typeof(RoleRow))]
    [InlineData("Mail", typeof(MailRow))]
    [InlineData("Login", typeof(LoginRow))]
    [InlineData("Session", typeof(SessionRow))]
    [InlineData("Sign-in tally", typeof(SignInTallyRow))]
    [InlineData("API user", typeof(ApiUserRow), typeof(CredentialColumns), typeof(UsageColumns))]
    [InlineData("Custom service", typeof(CustomServiceRow), typeof(CredentialColumns), typeof(UsageColumns))]
    [InlineData("Audit entry", typeof(AuditRow))]
    [InlineData("Marker", typeof(MarkerRow))]
    [InlineData("Report", typeof(ReportRow))]
    [InlineData("Key check", typeof(KeyCheckRow))]
    [InlineData("Own usage", typeof(OwnUsageColumns))]
    [InlineData("Past usage", typeof(PastUsageRow), typeof(PastUsageColumns))]
    [InlineData("Change", typeof(ChangeRow))]
    [InlineData("Idempotent request", typeof(IdempotentRequestRow))]
    [InlineData("Mail tally", typeof(MailTallyRow))]
    [InlineData("Deadline", typeof(DeadlineRow))]
    [InlineData("Warning", typeof(WarningRow))]
    public void The_documented_properties_match_the_code_and_a_full_row(string heading, params Type[] rows)
    {
        var documented = Documented(heading);
        var inCode = rows.SelectMany(
            row => row.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral && field.Name != "RowKey"))
            .Select(field => (string)field.GetRawConstantValue()!).Append("Shape").Order(StringComparer.Ordinal);
        Assert.Equal(inCode, documented);
        Assert.Equal(documented, FullRow(heading).Where(property => property.Value is not null && !Keys.Contains(property.Key))
            .Select(property => property.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_documented_row_is_checked_against_the_code() => Assert.Equal(
        [
            "API user", "Audit entry", "Change", "Custom service", "Deadline", "Group", "Idempotent request", "Key check", "Login",
            "Mail", "Mail tally", "Marker", "Operator", "Own usage", "Partner", "Past usage", "Report", "Reserved name", "Role",
            "Session", "Sign-in tally", "Warning",
        ],
        Heading().Matches(Document()).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    private static TableEntity FullRow(string heading) => heading switch
    {
        "Partner" => PartnerRow.Write(new Partner(42, "One", [1], 1, 1)),
        "Operator" => OperatorRow.Write(Known.Operator(42) with
        {
            Roles = [new(3, 0)],
            LastSignInAt = Known.Now,
            EmailCeiling = "",
            ProvenAddress = "",
            PasswordCeiling = "",
            UptrendsFields = "{}",
            FormerPasswordHashes = ["before"],
        }),
        "Reserved name" => NameRow.Write(42, new("key", Known.OperatorId(42))),
        "Group" => GroupRow.Write(Known.Group(42)),
        "Role" => RoleRow.Write(new(AccountId.At(AccountKind.Role, 42, 8, 0, 1), "Nightly", "")),
        "Mail" => MailRow.Write(Known.Mail(42)),
        "Login" => LoginRow.Write("key", new(Known.OperatorId(42))),
        "Session" => SessionRow.Write(Known.Session(42)),
        "Sign-in tally" => SignInTallyRow.From(new('a', 64), new("round", 1, 2, Known.Now, "write")),
        "API user" => ApiUserRow.Write(Known.ApiUser(Known.ApiUserId(42)) with
        {
            PreviousSecret = new("v1.1.hash", Known.Now, Known.Now),
            Usage = FullUsage(Known.ApiUserId(42)),
        }),
        "Custom service" => CustomServiceRow.Write(Known.Service(Known.ServiceId(42)) with { Usage = FullUsage(Known.ServiceId(42)) }),
        "Audit entry" => AuditRow.WriteInBucket(Known.Audit(Known.ApiUserId(42))),
        "Deadline" => DeadlineRow.Write(new(DeadlineKind.Expiry, Known.ApiUserId(42), Known.Now)),
        "Warning" => (TableEntity)WarningRow.Putting(new(DeadlineKind.Expiry, Known.ApiUserId(42), Known.Now), 14, replaced: null).Entity,
        "Key check" => KeyCheckRow.Write("Secrets__Peppers__1", "value"),
        "Own usage" => OwnUsageRow.Write(
            Known.OperatorId(42), FullUsage(Known.OperatorId(42)) with { PreviousSecretLastUsed = null }),
        "Past usage" => PastUsageRow.Write(Known.OperatorId(42), Known.Now, FullUsage(Known.ApiUserId(42)).OfLastDays(Known.Now)),
        "Report" => ReportRow.Write(1, 1, "id", "content"),
        "Idempotent request" => IdempotentRequestRow.From(
            new('a', 64), new("v1.1.hash", Known.Now, "write") { KeyId = "1", Answer = new byte[] { 1 } }),
        "Mail tally" => MailTallyRow.From(new('a', 64), new([Known.Now], "write")),
        "Change" => ChangeRow.Write(Known.Now, [Known.ApiUserId(42)]),
        _ => MarkerRow.Write("bucket-000", default),
    };

    private static AccountUsage FullUsage(AccountId id) => AccountUsage.None.Plus(
        [new(
            id, UtcHour.Of(Known.Now), 1, Known.Now,
            Enumerable.Range(0, 101).ToImmutableDictionary(code => code, _ => 1L)) { PreviousSecretLastUsed = Known.Now }], Known.Now);

    /// <summary>Those of the columns of an account that a row of an operator's own usage has.</summary>
    private static class OwnUsageColumns
    {
        public const string Id = CredentialColumns.Id;
        public const string OperatorId = CredentialColumns.OperatorId;
        public const string LastUsed = UsageColumns.LastUsed;
        public const string Hours = UsageColumns.Hours;
        public const string Errors = UsageColumns.Errors;
        public const string OtherErrors = UsageColumns.OtherErrors;
    }

    /// <summary>Those of <see cref="UsageColumns"/> that a row of past usage has.</summary>
    private static class PastUsageColumns
    {
        public const string Hours = UsageColumns.Hours;
        public const string Errors = UsageColumns.Errors;
        public const string OtherErrors = UsageColumns.OtherErrors;
    }

    /// <summary>What the first column of the table under a heading has in backticks.</summary>
    private static IEnumerable<string> Documented(string heading)
    {
        var section = Document().Split($"\n### {heading}\n")[1].Split("\n#")[0];
        return Property().Matches(section).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
    }

    private static string Document() => File.ReadAllText(Repository.PathOf("docs/storage.md"));

    [GeneratedRegex("^### (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Property();
}
