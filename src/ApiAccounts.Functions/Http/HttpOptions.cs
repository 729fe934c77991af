using ApiAccounts.Core.Settings;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Functions.Http;

/// <summary>How requests arrive: the settings <c>Http__…</c>.</summary>
public sealed class HttpOptions
{
    public const string Section = "Http";

    /// <summary>
    /// How many proxies before the app append the address they were called from to <c>X-Forwarded-For</c>, and are trusted to. The caller's
    /// address is the entry of the outermost of them, never one that a caller can write.
    /// </summary>
    /// <value>0 to 10; 0 unless set, which takes the connection's address.</value>
    [AllowedRange(0, 10)]
    public int TrustedProxies { get; set; }
}

[OptionsValidator]
internal sealed partial class HttpOptionsValidator : IValidateOptions<HttpOptions>;
