using ApiAccounts.Core.Credentials.Secrets;

namespace ApiAccounts.Storage.Tables.Credentials;

/// <summary>The columns that the rows of API users and custom services have in common, apart from their usage.</summary>
internal static class CredentialColumns
{
    public const string Id = "Id";
    public const string OperatorId = "OperatorId";
    public const string Description = "Description";
    public const string CreatedAt = "CreatedAt";
    public const string SecretHash = "SecretHash";
    public const string Ceiling = "Ceiling";
    public const string PreviousSecretHash = "PreviousSecretHash";
    public const string PreviousSecretSince = "PreviousSecretSince";
    public const string PreviousSecretEndsAt = "PreviousSecretEndsAt";

    /// <summary>The keys of the row of an API user or custom service, without properties.</summary>
    public static TableEntity AddressOf(AccountId id) => new(AccountsKeys.Bucket(id.Bucket), AccountsKeys.Account(id));

    public static TableTransactionAction Deleting(AccountId id, ETag version) =>
        new(TableTransactionActionType.Delete, AddressOf(id), version);

    /// <summary>Writes the secrets. Without a previous secret, its columns are unchanged; an empty hash represents none.</summary>
    public static void WriteSecrets(TableEntity row, string hash, PreviousSecret? replaced)
    {
        row[SecretHash] = hash;
        if (replaced is not { } previous) return;
        row[PreviousSecretHash] = previous.Hash;
        row[PreviousSecretSince] = previous.Since;
        row[PreviousSecretEndsAt] = previous.EndsAt;
    }

    /// <summary>Represents no ceiling, because a merge cannot remove a property. A ceiling of no rights is empty.</summary>
    private const string NoCeiling = "-";

    public static void WriteCeiling(TableEntity row, string? ceiling) => row[Ceiling] = ceiling ?? NoCeiling;

    /// <returns>Null for none.</returns>
    public static string? ReadCeiling(TableEntity row) => row.GetString(Ceiling) is { } ceiling && ceiling != NoCeiling ? ceiling : null;

    public static PreviousSecret? ReadPreviousSecret(TableEntity row) => row.GetString(PreviousSecretHash) is { Length: > 0 } hash
        ? new(hash, row.Time(PreviousSecretSince), row.Time(PreviousSecretEndsAt))
        : null;
}
