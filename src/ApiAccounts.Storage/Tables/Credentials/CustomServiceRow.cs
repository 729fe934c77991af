using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Storage.Tables.Usage;

namespace ApiAccounts.Storage.Tables.Credentials;

/// <summary>
/// Accounts, <c>bucket-{n}</c> / <c>{pid}|service|{userId}|{random}</c>: the credential (<see cref="CredentialColumns"/>), the times of
/// token issuance, and the usage (<see cref="UsageColumns"/>).
/// </summary>
internal static class CustomServiceRow
{
    public const string Name = "Name";
    public const string SecretVersion = "SecretVersion";
    public const string TokenIssuedAt = "TokenIssuedAt";
    public const string PreviousTokenIssuedAt = "PreviousTokenIssuedAt";

    /// <summary>Represents no token, because a merge cannot remove a property.</summary>
    private static readonly DateTimeOffset NoToken = DateTimeOffset.UnixEpoch;

    public static TableEntity Write(CustomService service)
    {
        var row = CredentialColumns.AddressOf(service.Id);
        row[Row.Shape] = Row.CurrentShape;
        row[CredentialColumns.Id] = service.Id.ToString();
        row[CredentialColumns.OperatorId] = service.OperatorId.ToString();
        row[CredentialColumns.CreatedAt] = service.CreatedAt;
        WriteSettings(row, service.Settings);
        WriteSecrets(row, service);
        WriteTokens(row, service);
        UsageColumns.Write(row, service.Usage);
        return row;
    }

    /// <summary>Writes only the settings, for a merge.</summary>
    public static TableEntity WriteSettings(AccountId id, CustomServiceSettings settings)
    {
        var row = CredentialColumns.AddressOf(id);
        WriteSettings(row, settings);
        return row;
    }

    /// <summary>Writes only the secrets, their ceiling and the times of token issuance, for a merge.</summary>
    public static TableEntity WriteSecrets(CustomService service)
    {
        var row = CredentialColumns.AddressOf(service.Id);
        row[CredentialColumns.PreviousSecretHash] = "";
        WriteSecrets(row, service);
        WriteTokens(row, service);
        return row;
    }

    /// <summary>Writes only the times of token issuance, for a merge.</summary>
    public static TableEntity WriteTokens(CustomService service)
    {
        var row = CredentialColumns.AddressOf(service.Id);
        WriteTokens(row, service);
        return row;
    }

    public static CustomService Read(TableEntity row) => new()
    {
        Id = row.Id(CredentialColumns.Id),
        OperatorId = row.Id(CredentialColumns.OperatorId),
        Name = row.Text(Name),
        Description = row.Text(CredentialColumns.Description),
        CreatedAt = row.Time(CredentialColumns.CreatedAt),
        SecretHash = row.Text(CredentialColumns.SecretHash),
        SecretVersion = row.GetInt32(SecretVersion) ?? 1,
        TokenIssuedAt = ReadToken(row, TokenIssuedAt),
        PreviousSecret = CredentialColumns.ReadPreviousSecret(row),
        Ceiling = CredentialColumns.ReadCeiling(row),
        PreviousTokenIssuedAt = ReadToken(row, PreviousTokenIssuedAt),
        Usage = UsageColumns.Read(row),
    };

    private static void WriteSettings(TableEntity row, CustomServiceSettings settings)
    {
        row[Name] = settings.Name;
        row[CredentialColumns.Description] = settings.Description;
    }

    private static void WriteSecrets(TableEntity row, CustomService service)
    {
        row[SecretVersion] = service.SecretVersion;
        CredentialColumns.WriteSecrets(row, service.SecretHash, service.PreviousSecret);
        CredentialColumns.WriteCeiling(row, service.Ceiling);
    }

    private static void WriteTokens(TableEntity row, CustomService service)
    {
        row[TokenIssuedAt] = service.TokenIssuedAt ?? NoToken;
        row[PreviousTokenIssuedAt] = service.PreviousTokenIssuedAt ?? NoToken;
    }

    private static DateTimeOffset? ReadToken(TableEntity row, string name) =>
        row.GetDateTimeOffset(name) is { } time && time != NoToken ? time : null;
}
