using System.Globalization;
using System.Security.Cryptography;

namespace ApiAccounts.Storage.Tables.Changes;

/// <summary>The keys of the table Changes: one partition, in order of time.</summary>
internal static class ChangesKeys
{
    public const string Feed = "feed";

    private const int RandomCharacters = 16;

    public static string New(DateTimeOffset time) =>
        $"{Time(time)}|{RandomNumberGenerator.GetHexString(RandomCharacters, lowercase: true)}";

    public static KeyRange Since(DateTimeOffset time) => new(Time(time), "g"); // "g" sorts after every hexadecimal digit

    public static KeyRange Before(DateTimeOffset time) => new("0", Time(time));

    private static string Time(DateTimeOffset time) => time.UtcTicks.ToString("x16", CultureInfo.InvariantCulture);
}
