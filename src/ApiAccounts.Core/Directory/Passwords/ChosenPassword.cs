using ApiAccounts.Core.Directory.Operators;
using Microsoft.AspNetCore.Identity;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>A password chosen for an operator. It is hashed once and compared once with each of the operator's passwords.</summary>
internal sealed class ChosenPassword(string password, PasswordHashing hashing)
{
    private static readonly Error UsedBefore = new(
        ErrorKind.Invalid, "password_used_before", $"The password must differ from the user's last {PasswordRules.Remembered} passwords.");

    private readonly HashSet<string> different = [];
    private string? hash;

    /// <returns>The operator with the password, or the reason why it is not allowed.</returns>
    public async Task<Result<Operator>> ApplyAsync(Operator @operator, CancellationToken cancellationToken)
    {
        if (PasswordRules.Check(password, @operator) is { } fault) return fault;
        foreach (var former in @operator.PasswordHashes)
        {
            if (different.Contains(former)) continue;
            if (!(await hashing.VerifyAsync(password, former, cancellationToken)).TryGet(out var verified, out var busy)) return busy;
            if (verified != PasswordVerificationResult.Failed) return UsedBefore;
            different.Add(former);
        }
        if (hash is null && !(await hashing.HashAsync(password, cancellationToken)).TryGet(out hash, out var tooMany)) return tooMany;
        return @operator.WithPassword(hash, temporaryEndsAt: null);
    }
}
