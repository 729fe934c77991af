using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Directory.Operators;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tests.Directory.Passwords;

public sealed class PasswordHashingTests
{
    [Fact]
    public async Task A_hash_matches_only_its_own_password()
    {
        var hashing = With(iterations: 10);
        var hash = await HashAsync(hashing);

        Assert.Equal(PasswordVerificationResult.Success, await VerifyAsync(hashing, Known.Password, hash));
        Assert.Equal(PasswordVerificationResult.Failed, await VerifyAsync(hashing, "Correct-Horse-8", hash));
        Assert.DoesNotContain(Known.Password, hash, StringComparison.Ordinal);
        Assert.NotEqual(hash, await HashAsync(hashing));
    }

    [Fact]
    public async Task A_hash_holds_the_algorithm_and_the_iterations()
    {
        var hashing = With(iterations: 0x1234);
        var bytes = Convert.FromBase64String(await HashAsync(hashing));
        // format 1, HMAC-SHA-512, iterations, 16 bytes of salt
        Assert.Equal("01000000020000123400000010", Convert.ToHexString(bytes[..13]));
        Assert.Equal(13 + 16 + 32, bytes.Length);
    }

    [Fact]
    public async Task A_hash_with_fewer_iterations_needs_a_rehash()
    {
        var yesterday = With(iterations: 10);
        var today = With(iterations: 11);
        var hash = await HashAsync(yesterday);
        Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, await VerifyAsync(today, Known.Password, hash));
        Assert.Equal(PasswordVerificationResult.Failed, await VerifyAsync(today, "Correct-Horse-8", hash));
    }

    [Theory]
    [InlineData("Sch\u00e4fer-Horse-42x")]
    [InlineData("Scha\u0308fer-Horse-42x")]
    public async Task A_password_matches_in_each_form_of_Unicode(string typed)
    {
        var hashing = With(iterations: 10);
        var composed = await HashAsync(hashing, "Sch\u00e4fer-Horse-42x");
        var decomposed = await HashAsync(hashing, "Scha\u0308fer-Horse-42x");

        Assert.Equal(PasswordVerificationResult.Success, await VerifyAsync(hashing, typed, composed));
        Assert.Equal(PasswordVerificationResult.Success, await VerifyAsync(hashing, typed, decomposed));
        Assert.Equal(PasswordVerificationResult.Failed, await VerifyAsync(hashing, "Schafer-Horse-42x", composed));
    }

    [Theory]
    [InlineData("Sch\u00e4fer-Horse-42x")]
    [InlineData("Scha\u0308fer-Horse-42x")]
    public async Task A_hash_of_a_password_as_it_was_typed_needs_a_rehash(string typed)
    {
        var before = new PasswordHasher<Operator>(Options.Create(new PasswordHasherOptions { IterationCount = 10 }));
        var hash = before.HashPassword(null!, "Scha\u0308fer-Horse-42x");
        var hashing = With(iterations: 10);

        Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, await VerifyAsync(hashing, typed, hash));
        Assert.Equal(PasswordVerificationResult.Failed, await VerifyAsync(hashing, "Schafer-Horse-42x", hash));
    }

    [Fact]
    public async Task A_text_that_is_too_long_for_a_password_matches_nothing()
    {
        var hashing = With(iterations: 10);
        var hash = await HashAsync(hashing, "");

        Assert.Equal(PasswordVerificationResult.Failed, await VerifyAsync(hashing, new string('x', 257), hash));
    }

    [Fact]
    public async Task No_password_matches_a_missing_hash()
    {
        var hashing = With(iterations: 10);
        Assert.Equal(PasswordVerificationResult.Failed, await VerifyAsync(hashing, "nobody's password", null));
    }

    [Fact]
    public async Task A_hash_beyond_the_cap_is_refused_at_once()
    {
        // Long enough for the others to come in the meantime: one runs, one waits, the others are refused.
        var hashing = With(iterations: 1_000_000, atOnce: 1, waiting: 1);
        var results = await AtOnce.RunAsync(8, async number => number % 2 == 0
            ? (await hashing.HashAsync(Known.Password, default)).Error
            : (await hashing.VerifyAsync(Known.Password, null, default)).Error);
        var errors = results.OfType<Error>().ToList();

        Assert.InRange(errors.Count, 1, 7);
        Assert.All(errors, error => Assert.Equal(
            new Error(ErrorKind.TooManyRequests, "too_many_sign_ins", "Too many concurrent sign-ins. Try again in a moment."), error));
    }

    private static async Task<string> HashAsync(PasswordHashing hashing, string password = Known.Password) =>
        (await hashing.HashAsync(password, default)).TryGet(out var hash, out var error)
            ? hash
            : throw new InvalidOperationException(error.Message);

    private static async Task<PasswordVerificationResult> VerifyAsync(PasswordHashing hashing, string password, string? hash) =>
        (await hashing.VerifyAsync(password, hash, default)).TryGet(out var result, out var error)
            ? result
            : throw new InvalidOperationException(error.Message);

    private static PasswordHashing With(int iterations, int atOnce = 2, int waiting = 16) =>
        new(Options.Create(new PasswordsOptions { Iterations = iterations, MaxConcurrentHashes = atOnce, MaxWaitingHashes = waiting }));
}
