using System.Security.Cryptography;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>The name and key of a storage account.</summary>
public class TableSharedKeyCredential
{
    private readonly byte[] key;

    /// <param name="accountKey">Base64.</param>
    /// <exception cref="FormatException">The key is not Base64.</exception>
    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        ArgumentNullException.ThrowIfNull(accountKey);
        AccountName = accountName;
        key = new byte[accountKey.Length];
        if (!Convert.TryFromBase64String(accountKey, key, out var length))
            throw new FormatException("The storage account key is not Base64."); // the platform's own exception would not echo it either
        Array.Resize(ref key, length);
    }

    public string AccountName { get; }

    internal string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}
