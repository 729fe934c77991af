using ApiAccounts.Core.ApiUsers;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tables;

/// <summary>Accounts, <c>bucket-{n}</c> / <c>{pid}|user|{userId}|{random}</c>: the credential and, beside it, its usage (<see cref="UsageColumns"/>).</summary>
internal static class ApiUserRow
{
    public const string Id = "Id";
    public const string OperatorId = "OperatorId";
    public const string Description = "Description";
    public const string Type = "Type";
    public const string CreatedAt = "CreatedAt";
    public const string SecretHash = "SecretHash";
    public const string IsEnabled = "IsEnabled";
    public const string ExpiresAt = "ExpiresAt";

    public static TableEntity Write(ApiUser apiUser)
    {
        var row = new TableEntity(AccountsKeys.Bucket(apiUser.Id.Bucket), AccountsKeys.ApiUser(apiUser.Id))
        {
            [Row.Shape] = Row.CurrentShape,
            [Id] = apiUser.Id.ToString(),
            [OperatorId] = apiUser.OperatorId.ToString(),
            [Description] = apiUser.Description,
            [Type] = apiUser.Type.ToString(),
            [CreatedAt] = apiUser.CreatedAt,
            [SecretHash] = apiUser.SecretHash,
            [IsEnabled] = apiUser.IsEnabled,
            [ExpiresAt] = apiUser.ExpiresAt,
        };
        UsageColumns.Write(row, apiUser.Usage);
        return row;
    }

    public static ApiUser Read(TableEntity row) => new()
    {
        Id = row.Id(Id),
        OperatorId = row.Id(OperatorId),
        Description = row.Text(Description),
        Type = row.Enum<ApiUserType>(Type),
        CreatedAt = row.Time(CreatedAt),
        SecretHash = row.Text(SecretHash),
        IsEnabled = row.GetBoolean(IsEnabled) ?? false,
        ExpiresAt = row.GetDateTimeOffset(ExpiresAt),
        Usage = UsageColumns.Read(row),
    };
}
