using System.Security.Cryptography;
using System.Text;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.Logins;

/// <summary>What makes two user names the same: Unicode form NFKC, lower case, no white space around it.</summary>
public static class LoginName
{
    /// <summary>Characters (UTF-16 code units).</summary>
    public const int MaxLength = 254;

    private const string Target = "userName";

    /// <summary>The name in its normalised form; null for text that is no valid Unicode.</summary>
    public static string? Normalise(string userName)
    {
        try
        {
            return userName.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKC).Trim();
        }
        catch (ArgumentException) // a surrogate without its other half
        {
            return null;
        }
    }

    /// <returns>Null for a good one: it can be given as Basic credentials, where a colon ends it.</returns>
    public static Error? Check(string userName) => Normalise(userName) switch
    {
        null or "" => Error.Invalid("The user name must not be empty.", Target),
        _ when userName.Length > MaxLength => Error.Invalid($"The user name may have at most {MaxLength} characters; it has {userName.Length}.", Target),
        _ when userName.Any(char.IsControl) => Error.Invalid("The user name must not contain control characters.", Target),
        { } normalised when normalised.Contains(':', StringComparison.Ordinal) => Error.Invalid("The user name must not contain a colon.", Target),
        _ => null,
    };

    /// <summary>What the login row of a normalised name is found by: 64 hexadecimal characters.</summary>
    public static string KeyOf(string normalised) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalised)));
}
