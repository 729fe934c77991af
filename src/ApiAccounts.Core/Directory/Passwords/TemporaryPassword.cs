using System.Security.Cryptography;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>A generated password. Not a record: its <c>ToString</c> would reveal the password.</summary>
internal sealed class TemporaryPassword
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>All letters and digits but those that look alike.</summary>
    private const string Characters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private const int Groups = 4;
    private const int GroupLength = 5;

    private TemporaryPassword(string text, string hash)
    {
        Text = text;
        Hash = hash;
    }

    public string Text { get; }

    public string Hash { get; }

    /// <returns>A password that meets the operator's rules; an error if too many hashes are being computed.</returns>
    public static async Task<Result<TemporaryPassword>> NewAsync(
        Operator @operator, PasswordHashing hashing, CancellationToken cancellationToken)
    {
        string text;
        do text = Random();
        while (PasswordRules.Check(text, @operator) is not null);
        return (await hashing.HashAsync(text, cancellationToken)).TryGet(out var hash, out var busy)
            ? new TemporaryPassword(text, hash)
            : busy;
    }

    /// <summary>Returns a text such as <c>kT4wx-9RbqM-fGh2Z-sV7nC</c>: 116 random bits.</summary>
    private static string Random() =>
        string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Characters, GroupLength)));
}
