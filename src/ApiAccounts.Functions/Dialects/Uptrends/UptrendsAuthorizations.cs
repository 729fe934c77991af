using System.Security.Cryptography;
using System.Text;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Groups;

namespace ApiAccounts.Functions.Dialects.Uptrends;

/// <summary>Reads the types of authorizations in paths.</summary>
internal static class UptrendsAuthorizations
{
    public static Result<OperatorAuthorization> OfOperator(string text) => Read(text, Authorizations.OfOperators);

    public static Result<OperatorAuthorization> OfGroup(string text) => Read(text, Authorizations.OfGroups);

    /// <param name="text">The name of an authorization, in any letter case; its number is not accepted.</param>
    private static Result<OperatorAuthorization> Read(string text, IReadOnlyCollection<OperatorAuthorization> allowed)
    {
        foreach (var authorization in allowed)
            if (string.Equals(text, authorization.ToString(), StringComparison.OrdinalIgnoreCase)) return authorization;
        return Error.Malformed($"The authorization type must be one of {string.Join(", ", allowed)}.", "authorizationType");
    }
}

/// <summary>An authorization of a group.</summary>
/// <param name="AuthorizationId">A GUID that follows from the group and the type, so it needs no storage.</param>
internal sealed record UptrendsGroupAuthorizationResponse(string AuthorizationId, string AuthorizationType, string OperatorGroupGuid)
{
    private const int GuidLength = 16;
    private const int GuidVersion = 8;

    public static IReadOnlyList<UptrendsGroupAuthorizationResponse> Of(Group group) =>
    [
        .. group.Authorizations.Select(authorization => new UptrendsGroupAuthorizationResponse(
            IdOf(group.Id, authorization), authorization.ToString(), group.Id.ToString())),
    ];

    private static string IdOf(AccountId group, OperatorAuthorization authorization)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{group} {authorization}"))[..GuidLength];
        bytes[6] = (byte)((bytes[6] & 0x0F) | (GuidVersion << 4)); // version and variant (RFC 9562, section 5.8)
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
