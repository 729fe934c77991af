using System.Text;

namespace ApiAccounts.Core.Directory.Logins;

/// <summary>
/// The forms in which user names of one partner are compared, so that none looks like another: the skeletons of the name as written, of
/// the name in lower case, and of the name in lower case but for the capitals that look like another letter (<c>PaypaI</c>).
/// </summary>
internal static class NameSkeletons
{
    /// <returns>
    /// The keys of the skeletons, from 1 to 3 different ones, each 64 hexadecimal characters. The first one is the same for all spellings
    /// of a user name.
    /// </returns>
    public static IReadOnlyList<string> KeysOf(string userName)
    {
        var written = userName.Normalize(NormalizationForm.FormKC).Trim();
        string[] forms = [LoginName.Normalise(userName)!, written, string.Concat(written.EnumerateRunes().Select(Lowered))];
        return [.. forms.Select(Confusables.SkeletonOf).Distinct().Select(LoginName.KeyOf)];
    }

    private static string Lowered(Rune character) =>
        (Confusables.Has(character) ? character : Rune.ToLowerInvariant(character)).ToString();
}
