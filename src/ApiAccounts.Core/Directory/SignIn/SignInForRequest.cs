using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.SignIn;

/// <summary>
/// Signs an operator in for a single request and records the sign-in, at most once a day: a name that signed in lately comes before
/// others in a flood. A session records its own sign-in.
/// </summary>
public sealed class SignInForRequest(SignInOperator signIn, IOperatorStore store, TimeProvider clock)
{
    private static readonly TimeSpan RecordedFor = TimeSpan.FromDays(1);

    /// <inheritdoc cref="SignInOperator.ExecuteAsync"/>
    public async Task<Result<Caller>> ExecuteAsync(
        string userName, string password, string? address, CancellationToken cancellationToken)
    {
        if (!(await signIn.ExecuteAsync(userName, password, address, cancellationToken)).TryGet(out var signedIn, out var error))
            return error;
        var now = clock.GetUtcNow();
        var last = signedIn.Operator.LastSignInAt;
        if (last is null || last <= now - RecordedFor) await store.RecordSignInAsync(signedIn.Operator.Id, now, cancellationToken);
        return signedIn.Caller;
    }
}
