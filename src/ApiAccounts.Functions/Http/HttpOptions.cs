using ApiAccounts.Core.Kernel.Settings;
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

    /// <summary>
    /// How long a request waits for one call of the storage, with all its tries, before it is answered 503. After one that got no answer
    /// the next gets a moment only, so a request that makes several is answered soon after this.
    /// </summary>
    /// <value>00:00:00.500 to 00:00:30; 00:00:02.200 unless set.</value>
    [AllowedRange("00:00:00.500", "00:00:30")]
    public TimeSpan StorageWait { get; set; } = TimeSpan.FromMilliseconds(2200);
}

[OptionsValidator]
internal sealed partial class HttpOptionsValidator : IValidateOptions<HttpOptions>;
