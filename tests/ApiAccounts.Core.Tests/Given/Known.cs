using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Kernel.Ids;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>Fixed ids, times and keys, and what was computed from them elsewhere.</summary>
internal static class Known
{
    /// <summary>A Sunday; the tests' clocks start here.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 30, 0, TimeSpan.Zero);

    /// <summary>Of partner 42, operator 7, bucket 15.</summary>
    public static readonly AccountId ApiUserId = AccountId.At(AccountKind.ApiUser, 42, 7, 15, 0x7654321fedc);

    public static readonly AccountId OperatorId = AccountId.At(AccountKind.Operator, 42, 7, 15, 1);

    public const string ApiUserName = "400001A0020010W0FXJM68FYVKH";

    /// <summary>The bytes 1 to 32, and the check.</summary>
    public const string Secret = "apiacc_7cFmfG34vTx2Wd281rGW21Do3fkyNsXVZlM9ZQExvKz1sqRlO";

    /// <summary>The bytes 0 to 31.</summary>
    public const string Pepper1 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    /// <summary>The bytes 100 to 131.</summary>
    public const string Pepper2 = "ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoM=";

    /// <summary>Of <see cref="Secret"/> with <see cref="Pepper1"/> as key 1.</summary>
    public const string SecretHash = "v1.1.CgxXG2QD5Z3nGAFHtqP_F3Le6cX8YRmcQ-N7AhrxHbg";

    /// <summary>What an administrator may.</summary>
    public static readonly Grants EveryGrant = Grants.Of(
        Permission.ReadOperators,
        Permission.ManageOperators,
        Permission.ReadApiUsers,
        Permission.ManageApiUsers,
        Permission.RecordUsage,
        Permission.ReadAudit,
        Permission.AccessApi,
        Permission.AccessUserManagementApi,
        Permission.ManageRights);

    public const string Password = "Correct-Horse-7";

    /// <summary>So few rounds, and so many that may wait, that tests are not slowed down.</summary>
    public static PasswordsOptions QuickHashing() => new() { Iterations = 10, MaxWaitingHashes = 1_000 };

    /// <summary>So many rounds, one hash at a time, that others are turned away.</summary>
    public static PasswordsOptions SlowHashing() => new() { Iterations = 1_000_000, MaxConcurrentHashes = 1, MaxWaitingHashes = 0 };

    /// <summary>An API user's id that differs from all with another number.</summary>
    public static AccountId ApiUser(int number, int bucket = 15, uint pid = 42) =>
        AccountId.At(AccountKind.ApiUser, pid, 7, bucket, (ulong)number);

    public static IOptions<SecretsOptions> Peppers(params (string KeyId, string Key)[] keys)
    {
        var options = new SecretsOptions();
        foreach (var (keyId, key) in keys) options.Peppers[keyId] = key;
        return Options.Create(options);
    }
}
