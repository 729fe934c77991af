using System.Security.Cryptography;
using System.Text;

namespace ApiAccounts.Core.Operators;

/// <summary>What makes two user names the same: Unicode form NFKC, lower case, no white space around it.</summary>
public static class LoginName
{
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

    /// <summary>What the login row of a normalised name is found by: 64 hexadecimal characters.</summary>
    public static string KeyOf(string normalised) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalised)));
}
