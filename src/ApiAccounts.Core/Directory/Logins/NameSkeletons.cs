using System.Text;

namespace ApiAccounts.Core.Directory.Logins;

/// <summary>
/// The forms in which user names of one partner are compared, so that none equals or looks like another: the normalised name, and the
/// skeletons of the name in lower case, of the name as written, and of the name in lower case but for the capitals that look like another
/// letter (<c>PaypaI</c>).
/// </summary>
internal static class NameSkeletons
{
    /// <returns>
    /// The keys of the forms, from 1 to 4 different ones, each 64 hexadecimal characters. The first one is the key of the login row.
    /// </returns>
    public static IReadOnlyList<string> KeysOf(string userName)
    {
        var written = userName.Normalize(NormalizationForm.FormKC).Trim();
        var name = LoginName.Normalise(userName)!;
        string[] forms = [name, written, string.Concat(written.EnumerateRunes().Select(Lowered))];
        return [.. forms.Select(Confusables.SkeletonOf).Prepend(name).Distinct().Select(LoginName.KeyOf)];
    }

    private static string Lowered(Rune character) =>
        (Confusables.Has(character) ? character : Rune.ToLowerInvariant(character)).ToString();
}
