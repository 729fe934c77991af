using System.Globalization;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>What an operator's password has to be, as the Audience Manager dialect documents it.</summary>
public static class PasswordRules
{
    /// <summary>How many passwords of an operator, the present one among them, cannot be chosen again.</summary>
    public const int Remembered = 12;

    /// <summary>A shorter name or id is in many a good password, and ignored.</summary>
    private const int ShortestNameMinded = 3;

    private const int MinLength = 12;
    private const int MaxLength = 40;

    /// <summary>Checks it for an operator: for its user name, names, e-mail address and userId.</summary>
    /// <inheritdoc cref="Check(string, IEnumerable{string})"/>
    public static Error? Check(string password, Operator @operator) => Check(
        password,
        @operator.UserName,
        @operator.Email,
        @operator.FirstName,
        @operator.LastName,
        @operator.Id.UserId.ToString(CultureInfo.InvariantCulture));

    /// <param name="mustNotContain">Names and ids, in any letter case; those of less than 3 characters are ignored.</param>
    /// <returns>Null for a good password; else what is wrong with it, never the password itself.</returns>
    public static Error? Check(string password, params IEnumerable<string> mustNotContain)
    {
        var fault = password switch
        {
            { Length: < MinLength or > MaxLength } => $"has to be {MinLength} to {MaxLength} characters long",
            _ when !char.IsAsciiLetterOrDigit(password[0]) || !char.IsAsciiLetterOrDigit(password[^1]) => "has to begin and end with a letter or digit",
            _ when !password.Any(char.IsAsciiLetterUpper) => "needs an upper-case letter",
            _ when !password.Any(char.IsAsciiLetterLower) => "needs a lower-case letter",
            _ when !password.Any(char.IsAsciiDigit) => "needs a digit",
            _ when password.Any(char.IsControl) => "must not contain control characters",
            _ when password.All(character => char.IsAsciiLetterOrDigit(character) || character == ':') => "needs a special character other than a colon",
            _ when mustNotContain.Any(name => name.Length >= ShortestNameMinded && password.Contains(name, StringComparison.OrdinalIgnoreCase)) =>
                "must not contain the user's name, e-mail address or id",
            _ => null,
        };
        return fault is null ? null : Error.Invalid($"The password {fault}.");
    }
}
