using System.Globalization;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>The rules for operators' passwords, as the Audience Manager dialect documents them.</summary>
public static class PasswordRules
{
    /// <summary>The number of an operator's last passwords, including the current one, that cannot be chosen again.</summary>
    public const int Remembered = 12;

    /// <summary>Shorter names and ids are ignored, because they occur in many good passwords.</summary>
    private const int MinNameLength = 3;

    private const int MinLength = 12;
    private const int MaxLength = 40;

    /// <summary>Checks a password for an operator, with its user name, names, e-mail address and userId.</summary>
    /// <inheritdoc cref="Check(string, IEnumerable{string})"/>
    public static Error? Check(string password, Operator @operator) => Check(
        password,
        @operator.UserName,
        @operator.Email,
        @operator.FirstName,
        @operator.LastName,
        @operator.Id.UserId.ToString(CultureInfo.InvariantCulture));

    /// <param name="mustNotContain">Names and ids, in any letter case. Those of less than 3 characters are ignored.</param>
    /// <returns>Null if the password is valid; otherwise the fault, never the password itself.</returns>
    public static Error? Check(string password, params IEnumerable<string> mustNotContain)
    {
        var fault = password switch
        {
            { Length: < MinLength or > MaxLength } => $"must be {MinLength} to {MaxLength} characters long",
            _ when !char.IsAsciiLetterOrDigit(password[0]) || !char.IsAsciiLetterOrDigit(password[^1]) =>
                "must begin and end with a letter or digit",
            _ when !password.Any(char.IsAsciiLetterUpper) => "must contain an upper-case letter",
            _ when !password.Any(char.IsAsciiLetterLower) => "must contain a lower-case letter",
            _ when !password.Any(char.IsAsciiDigit) => "must contain a digit",
            _ when password.Any(char.IsControl) => "must not contain control characters",
            _ when password.All(character => char.IsAsciiLetterOrDigit(character) || character == ':') =>
                "must contain a special character other than a colon",
            _ when mustNotContain.Any(name =>
                name.Length >= MinNameLength && password.Contains(name, StringComparison.OrdinalIgnoreCase)) =>
                "must not contain the user's name, e-mail address or id",
            _ => null,
        };
        return fault is null ? null : Error.Invalid($"The password {fault}.");
    }
}
