using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Functions.Http;

/// <summary>How the app handles requests: the settings <c>Http__…</c>.</summary>
public sealed class HttpOptions
{
    public const string Section = "Http";

    /// <summary>
    /// The number of trusted proxies in front of the app that append the address of their caller to <c>X-Forwarded-For</c>. The caller's
    /// address is the entry of the outermost proxy, never one that a caller can forge.
    /// </summary>
    /// <value>0 to 10. The default, 0, uses the address of the connection.</value>
    [AllowedRange(0, 10)]
    public int TrustedProxies { get; set; }

    /// <summary>
    /// How long a request waits for one storage call, including retries, before the app responds with 503. After a call that timed out,
    /// later calls of the same request get only a moment, so the response follows soon.
    /// </summary>
    /// <value>00:00:00.500 to 00:00:30. The default is 00:00:02.200.</value>
    [AllowedRange("00:00:00.500", "00:00:30")]
    public TimeSpan StorageWait { get; set; } = TimeSpan.FromMilliseconds(2200);

    /// <summary>The folder with the files of the web console.</summary>
    /// <value>A path. The default is the folder <c>console</c> beside the app.</value>
    public string? ConsoleFolder { get; set; }
}

[OptionsValidator]
internal sealed partial class HttpOptionsValidator : IValidateOptions<HttpOptions>;
