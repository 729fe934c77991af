using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ApiAccounts.Core.Kernel.Ids;

/// <summary>
/// The id of an API user, operator, custom service, group, role or session. It contains the location of its row. Its form is
/// a UUID of version 8 (RFC 9562) with 3 bits kind, 32 pid, 32 userId, 12 bucket and 43 random bits.
/// A lookup compares the whole id with the row's, so a guess from the visible parts finds nothing.
/// </summary>
public readonly record struct AccountId
{
    /// <summary>The number of buckets. Buckets are numbered from 0.</summary>
    public const int MaxBuckets = 1 << BucketBits;

    private const int UserIdBits = 32;
    private const int BucketBits = 12;
    private const int RandomBits = 43;
    private const int VariantBits = 62;
    private const int VersionBits = 12;

    /// <summary>All 128 bits of the UUID, including its version and variant.</summary>
    private readonly UInt128 bits;

    private AccountId(UInt128 bits) => this.bits = bits;

    public AccountKind Kind => (AccountKind)(int)(Payload >> (32 + UserIdBits + BucketBits + RandomBits));

    /// <summary>The partner that owns it.</summary>
    public uint Pid => (uint)(Payload >> (UserIdBits + BucketBits + RandomBits));

    /// <summary>The number of the owning operator, or of the operator, group or role itself. Unique within the partner.</summary>
    public uint UserId => (uint)(Payload >> (BucketBits + RandomBits));

    /// <summary>The bucket that holds the rows of this operator's API users and custom services; 0 for a group or a role.</summary>
    public int Bucket => (int)(Payload >> RandomBits) & (MaxBuckets - 1);

    /// <summary>Whether its row and its audit trail are in the partition of its bucket, not in the directory of its partner.</summary>
    public bool IsInBucket => Kind is AccountKind.ApiUser or AccountKind.CustomService;

    /// <summary>The 43 random bits, which cannot be guessed.</summary>
    public ulong Random => (ulong)Payload & ((1UL << RandomBits) - 1);

    /// <summary>The user name of this account: the same 16 bytes with a check; see <see cref="AccountUserName"/>.</summary>
    public string UserName => AccountUserName.Format(bits);

    /// <summary>The 122 payload bits: all but the version and variant of the UUID.</summary>
    private UInt128 Payload
    {
        get
        {
            var low = bits & ((UInt128.One << VariantBits) - 1);
            var middle = (bits >> 64) & ((UInt128.One << VersionBits) - 1);
            var high = bits >> 80;
            return (high << (VersionBits + VariantBits)) | (middle << VariantBits) | low;
        }
    }

    /// <summary>Creates a unique id.</summary>
    /// <param name="bucket">From 0 to 4095.</param>
    public static AccountId New(AccountKind kind, uint pid, uint userId, int bucket)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bucket);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bucket, MaxBuckets);
        Span<byte> random = stackalloc byte[8];
        RandomNumberGenerator.Fill(random);
        return At(kind, pid, userId, bucket, BinaryPrimitives.ReadUInt64BigEndian(random) >> (64 - RandomBits));
    }

    /// <summary>Reads the UUID form, in any letter case.</summary>
    /// <returns>False if the text is no id of this service: another version or an unknown kind.</returns>
    public static bool TryParse(string? text, out AccountId id)
    {
        id = default;
        return Guid.TryParseExact(text, "D", out var guid) && TryRead(BitsOf(guid), out id);
    }

    /// <summary>Reads the user name form; see <see cref="AccountUserName"/>.</summary>
    public static bool TryParseUserName(ReadOnlySpan<char> userName, out AccountId id)
    {
        id = default;
        return AccountUserName.TryParse(userName, out var bits) && TryRead(bits, out id);
    }

    /// <summary>Returns the UUID form: 36 characters, lower case.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, bits);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    /// <summary>Compares in the order of the user names, which write the same numbers with ascending characters.</summary>
    internal int CompareTo(AccountId other) => bits.CompareTo(other.bits);

    /// <param name="characters">A span of <see cref="AccountUserName.Length"/> characters.</param>
    internal void WriteUserName(Span<char> characters) => AccountUserName.Write(bits, characters);

    internal static AccountId At(AccountKind kind, uint pid, uint userId, int bucket, ulong random)
    {
        var payload = ((UInt128)(uint)kind << (32 + UserIdBits + BucketBits + RandomBits))
            | ((UInt128)pid << (UserIdBits + BucketBits + RandomBits))
            | ((UInt128)userId << (BucketBits + RandomBits))
            | ((UInt128)(uint)bucket << RandomBits)
            | random;
        var high = payload >> (VersionBits + VariantBits);
        var middle = (payload >> VariantBits) & ((UInt128.One << VersionBits) - 1);
        var low = payload & ((UInt128.One << VariantBits) - 1);
        return new((high << 80) | ((UInt128)8 << 76) | (middle << 64) | ((UInt128)2 << VariantBits) | low);
    }

    private static bool TryRead(UInt128 bits, out AccountId id)
    {
        id = new(bits);
        return (int)(bits >> 76 & 0xF) == 8 && (int)(bits >> VariantBits & 3) == 2 && Enum.IsDefined(id.Kind);
    }

    private static UInt128 BitsOf(Guid guid)
    {
        Span<byte> bytes = stackalloc byte[16];
        _ = guid.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
