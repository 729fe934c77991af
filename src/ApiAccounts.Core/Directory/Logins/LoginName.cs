using System.Security.Cryptography;
using System.Text;

namespace ApiAccounts.Core.Directory.Logins;

/// <summary>The form in which user names are compared: Unicode NFKC, lower case, trimmed.</summary>
public static class LoginName
{
    /// <summary>Characters (UTF-16 code units).</summary>
    public const int MaxLength = 254;

    private const string Target = "userName";

    /// <summary>
    /// Returns the normalised name; null if the text is too long or not valid Unicode. It checks the length first, because the time of a
    /// normalisation grows with the square of the number of combining characters.
    /// </summary>
    public static string? Normalise(string userName)
    {
        if (userName.Length > MaxLength) return null;
        try
        {
            return userName.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKC).Trim();
        }
        catch (ArgumentException) // an unpaired surrogate
        {
            return null;
        }
    }

    /// <returns>Null if the name is valid. It contains no colon, which would end it in Basic credentials.</returns>
    public static Error? Check(string userName) => userName.Length > MaxLength
        ? Error.Invalid($"The user name must have at most {MaxLength} characters; it has {userName.Length}.", Target)
        : CheckNormalised(userName);

    /// <summary>Returns the key of a normalised name's login row: 64 hexadecimal characters.</summary>
    public static string KeyOf(string normalised) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalised)));

    private static Error? CheckNormalised(string userName) => Normalise(userName) switch
    {
        "" => Error.Invalid("The user name must not be empty.", Target),
        _ when UnseenCharacter.In(userName) is { } unseen => Error.Invalid($"The user name must not contain {unseen}.", Target),
        null => Error.Invalid("The user name must be valid Unicode text.", Target),
        { } normalised when normalised.Contains(':', StringComparison.Ordinal) =>
            Error.Invalid("The user name must not contain a colon.", Target),
        _ => null,
    };
}
