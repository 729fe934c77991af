namespace ApiAccounts.Functions.Dialects.OAuth;

/// <summary>
/// Reads the credentials of a client (RFC 6749, section 2.3.1): Basic credentials whose halves are form-encoded, or the parameters
/// <c>client_id</c> and <c>client_secret</c>. Halves that are not encoded mean the same, because no id or secret of this service has a
/// percent or plus sign.
/// </summary>
internal static class ClientCredentials
{
    private static readonly Error Twice =
        OAuthErrors.InvalidRequest("The client's secret must be in either the header or the parameters, and its id the same in both.");

    /// <returns>Null for each part that is absent; both null for malformed Basic credentials.</returns>
    public static Result<(string? Id, string? Secret)> Read(HttpRequest request, OAuthForm form)
    {
        var (id, secret) = (form.Find("client_id"), form.Find("client_secret"));
        if (!BasicCredentials.AreOn(request)) return (id, secret);
        if (Authentication.ReadBasic(request) is not var (encodedId, encodedSecret)) return (null, null);
        var basicId = Decoded(encodedId);
        if (secret is not null || id is not null && !IsSame(id, basicId)) return Twice;
        return (basicId, Decoded(encodedSecret));
    }

    private static string Decoded(string half) => Uri.UnescapeDataString(half.Replace('+', ' '));

    /// <summary>An id may be written in several ways.</summary>
    private static bool IsSame(string one, string other) =>
        one == other
        || AccountId.TryParseUserName(one, out var id) && AccountId.TryParseUserName(other, out var same) && id == same
        || AccountId.TryParse(one, out id) && AccountId.TryParse(other, out same) && id == same;
}
