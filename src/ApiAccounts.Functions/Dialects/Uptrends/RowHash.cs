using System.Buffers.Text;
using System.Text;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>The member <c>Hash</c> of this dialect: the version of a row, in base64url.</summary>
internal static class RowHash
{
    public static string Of(string version) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(version));

    /// <returns>The version; for an invalid hash, a text that is never a version.</returns>
    public static string Read(string hash)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(hash));
        }
        catch (FormatException)
        {
            return "";
        }
    }
}
