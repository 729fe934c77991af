using System.Buffers;
using System.Globalization;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Overview;

/// <summary>
/// Searches the displayed columns of very many rows for a text, in any letter case. It checks values shared by many rows once, and
/// formats a column only if the text can occur in it. Not thread-safe: use one search per thread.
/// </summary>
internal sealed class OverviewSearch(string text)
{
    private const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;

    /// <summary>Exceeds the text of any time or number.</summary>
    private const int LongestText = 64;

    private static readonly SearchValues<char> OfUserNames = SearchValues.Create("0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz");
    private static readonly SearchValues<char> OfTimes = SearchValues.Create("0123456789-:.TtZz");
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789");

    private readonly bool mayBeInUserNames = MayBeIn(text, OfUserNames);
    private readonly bool mayBeInTimes = MayBeIn(text, OfTimes);
    private readonly bool mayBeInNumbers = MayBeIn(text, OfNumbers);
    private readonly bool[] inTypes = InAny<ApiUserType>(text, type => type.ToString());
    private readonly bool[] inStates = InAny<LastUsedStatus>(text, OverviewRow.Text);
    private readonly Dictionary<OverviewOperator, bool> inOperators = new(ReferenceEqualityComparer.Instance);

    public bool Finds(OverviewRow row) =>
        row.Description.Contains(text, AnyCase)
        || IsInOperator(row.Operator)
        || inTypes[(int)row.Type]
        || (mayBeInUserNames && IsInUserName(row.Id))
        || (mayBeInNumbers && IsInNumber(row.Requests))
        || (mayBeInTimes && IsInTime(row.CreatedAt))
        || (row.LastUsed is { At: { } time } ? mayBeInTimes && IsInTime(time) : inStates[(int)row.LastUsed.Status]);

    /// <summary>Non-ASCII letters are left to the comparison.</summary>
    private static bool MayBeIn(string text, SearchValues<char> characters) =>
        text.Length <= LongestText && !text.Any(character => char.IsAscii(character) && !characters.Contains(character));

    private static bool[] InAny<T>(string text, Func<T, string> format)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => format(value).Contains(text, AnyCase))];

    private bool IsInOperator(OverviewOperator @operator)
    {
        if (!inOperators.TryGetValue(@operator, out var found))
            inOperators[@operator] = found = @operator.FullName.Contains(text, AnyCase);
        return found;
    }

    private bool IsInUserName(AccountId id)
    {
        Span<char> userName = stackalloc char[AccountUserName.Length];
        id.WriteUserName(userName);
        return MemoryExtensions.Contains(userName, text, AnyCase);
    }

    private bool IsInNumber(long number)
    {
        Span<char> digits = stackalloc char[LongestText];
        return number.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture)
            && MemoryExtensions.Contains(digits[..length], text, AnyCase);
    }

    private bool IsInTime(DateTimeOffset time)
    {
        Span<char> characters = stackalloc char[LongestText];
        return MemoryExtensions.Contains(characters[..UtcTime.Write(time, characters)], text, AnyCase);
    }
}
