using ApiAccounts.Core.Directory.SignIn;

namespace ApiAccounts.Core.Sessions;

/// <summary>Signs an operator in to the console with its user name and password.</summary>
public sealed class SignInToConsole(SignInOperator signIn, BeginConsoleSession begin)
{
    /// <summary>The same message for a wrong name and a wrong password, so that it reveals neither.</summary>
    private static readonly Error Wrong = Error.Unauthenticated with { Message = "The user name or the password is wrong." };

    /// <inheritdoc cref="SignInOperator.ExecuteAsync" path="/param"/>
    public async Task<Result<BegunConsoleSession>> ExecuteAsync(
        string userName, string password, string? address, CancellationToken cancellationToken)
    {
        if (begin.Refusal is { } disabled) return disabled;
        if (!(await signIn.ExecuteAsync(userName, password, address, cancellationToken)).TryGet(out var signedIn, out var refusal))
            return refusal.Kind == ErrorKind.Unauthenticated ? Wrong : refusal;
        return await begin.ExecuteAsync(signedIn.Caller, signedIn.Operator, cancellationToken);
    }
}
