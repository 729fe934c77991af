using ApiAccounts.Core.Credentials.Secrets;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Storage.Tables.Shared;
using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tables.Credentials;

/// <summary>What the rows of API users and custom services have in common, beside their usage.</summary>
internal static class CredentialColumns
{
    public const string Id = "Id";
    public const string OperatorId = "OperatorId";
    public const string Description = "Description";
    public const string CreatedAt = "CreatedAt";
    public const string SecretHash = "SecretHash";
    public const string PreviousSecretHash = "PreviousSecretHash";
    public const string PreviousSecretSince = "PreviousSecretSince";
    public const string PreviousSecretEndsAt = "PreviousSecretEndsAt";

    /// <summary>Where the row of either is, and nothing of it.</summary>
    public static TableEntity AddressOf(AccountId id) => new(AccountsKeys.Bucket(id.Bucket), AccountsKeys.Account(id));

    /// <summary>Without a previous secret its hash is left as it is: an empty one stands for none.</summary>
    public static void WriteSecrets(TableEntity row, string hash, PreviousSecret? replaced)
    {
        row[SecretHash] = hash;
        if (replaced is not { } previous) return;
        row[PreviousSecretHash] = previous.Hash;
        row[PreviousSecretSince] = previous.Since;
        row[PreviousSecretEndsAt] = previous.EndsAt;
    }

    public static PreviousSecret? ReadPreviousSecret(TableEntity row) => row.GetString(PreviousSecretHash) is { Length: > 0 } hash
        ? new(hash, row.Time(PreviousSecretSince), row.Time(PreviousSecretEndsAt))
        : null;
}
