using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using Microsoft.AspNetCore.Identity;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>A password that somebody wants for an operator: hashed once, and compared once with each that the operator had.</summary>
internal sealed class ChosenPassword(string password, PasswordHashing hashing)
{
    private static readonly Error UsedBefore = new(
        ErrorKind.Invalid, "password_used_before", $"The password must not be one of the user's last {PasswordRules.Remembered}.");

    private readonly HashSet<string> unlike = [];
    private string? hash;

    /// <returns>The operator with the password, or what is wrong with it.</returns>
    public async Task<Result<Operator>> ApplyAsync(Operator @operator, CancellationToken cancellationToken)
    {
        if (PasswordRules.Check(password, @operator) is { } fault) return fault;
        foreach (var former in @operator.PasswordHashes)
        {
            if (unlike.Contains(former)) continue;
            if (!(await hashing.VerifyAsync(password, former, cancellationToken)).TryGet(out var verified, out var busy)) return busy;
            if (verified != PasswordVerificationResult.Failed) return UsedBefore;
            unlike.Add(former);
        }
        if (hash is null && !(await hashing.HashAsync(password, cancellationToken)).TryGet(out hash, out var tooMany)) return tooMany;
        return @operator.WithPassword(hash, temporaryEndsAt: null);
    }
}
