using System.Text;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>
/// The Unicode forms of a password. Keyboards differ in how they write the same letter, so a password is hashed and compared in the
/// normalization form C. Hashes from before this rule are of the password as it was typed.
/// </summary>
internal static class PasswordForms
{
    /// <summary>The maximum length in UTF-16 code units. No password is longer, in any form; see <see cref="PasswordRules"/>.</summary>
    public const int MaxLength = 256;

    /// <param name="password">At most <see cref="MaxLength"/> characters: the time of a normalisation grows with their square.</param>
    /// <returns>The form C, which is the text itself if it is ASCII or not valid Unicode.</returns>
    public static string Composed(string password) => Normalised(password, NormalizationForm.FormC);

    /// <summary>Returns the forms that a stored hash may be of: form C, as typed, and form D. They are the same for ASCII.</summary>
    /// <inheritdoc cref="Composed" path="/param"/>
    public static IReadOnlyList<string> Of(string password) =>
    [
        .. new[] { Composed(password), password, Normalised(password, NormalizationForm.FormD) }.Distinct(StringComparer.Ordinal),
    ];

    private static string Normalised(string password, NormalizationForm form)
    {
        try
        {
            return password.Normalize(form);
        }
        catch (ArgumentException) // an unpaired surrogate
        {
            return password;
        }
    }
}
