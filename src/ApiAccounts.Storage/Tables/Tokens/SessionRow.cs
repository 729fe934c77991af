using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Storage.Tables.Tokens;

/// <summary>Tokens, <c>{pid}|{userId}</c> / <c>session|{random}</c>.</summary>
internal static class SessionRow
{
    public const string Id = "Id";
    public const string OperatorId = "OperatorId";
    public const string ApiUserId = "ApiUserId";
    public const string SecretFingerprint = "SecretFingerprint";
    public const string Client = "Client";
    public const string CookieHash = "CookieHash";
    public const string CookieUsedAt = "CookieUsedAt";
    public const string Address = "Address";
    public const string SignInVersion = "SignInVersion";
    public const string MustChangePassword = "MustChangePassword";
    public const string Generation = "Generation";
    public const string RotatedAt = "RotatedAt";
    public const string CreatedAt = "CreatedAt";
    public const string EndsAt = "EndsAt";

    public static TableEntity Write(Session session) => new(TokensKeys.Owner(session.Id), TokensKeys.Session(session.Id))
    {
        [Row.Shape] = Row.CurrentShape,
        [Id] = session.Id.ToString(),
        [OperatorId] = session.OperatorId.ToString(),
        [ApiUserId] = session.ApiUserId?.ToString(),
        [SecretFingerprint] = session.SecretFingerprint,
        [Client] = session.Client,
        [CookieHash] = session.CookieHash,
        [CookieUsedAt] = session.CookieUsedAt,
        [Address] = session.Address,
        [SignInVersion] = session.SignInVersion,
        [MustChangePassword] = session.MustChangePassword,
        [Generation] = session.Generation,
        [RotatedAt] = session.RotatedAt,
        [CreatedAt] = session.CreatedAt,
        [EndsAt] = session.EndsAt,
    };

    /// <summary>The row with its last use alone, to merge into it.</summary>
    public static TableEntity WriteUse(AccountId id, DateTimeOffset time) =>
        new(TokensKeys.Owner(id), TokensKeys.Session(id)) { [CookieUsedAt] = time };

    public static Session Read(TableEntity row) => new()
    {
        Id = row.Id(Id),
        OperatorId = row.Id(OperatorId),
        ApiUserId = row.GetString(ApiUserId) is null ? null : row.Id(ApiUserId),
        SecretFingerprint = row.GetString(SecretFingerprint),
        Client = row.Text(Client),
        CookieHash = row.GetString(CookieHash),
        CookieUsedAt = row.GetDateTimeOffset(CookieUsedAt),
        Address = row.GetString(Address),
        SignInVersion = row.GetInt32(SignInVersion) ?? 0,
        MustChangePassword = row.GetBoolean(MustChangePassword) ?? true,
        Generation = row.GetInt32(Generation) ?? 0,
        RotatedAt = row.Time(RotatedAt),
        CreatedAt = row.Time(CreatedAt),
        EndsAt = row.Time(EndsAt),
    };
}
