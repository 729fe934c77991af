using System.Globalization;
using ApiAccounts.Functions.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Functions.Startup;

/// <summary>
/// Keeps <see cref="HttpOptions.TrustedProxies"/> to what it can mean behind the Functions host. The host passes on one address, not
/// <c>X-Forwarded-For</c>: that of the connection, or with its own setting <c>ASPNETCORE_FORWARDEDHEADERS_ENABLED</c> the one that the
/// proxy before it appended.
/// </summary>
internal sealed class FunctionsHostProxies(IConfiguration configuration) : IValidateOptions<HttpOptions>
{
    private const string HostSetting = "ASPNETCORE_FORWARDEDHEADERS_ENABLED";

    public ValidateOptionsResult Validate(string? name, HttpOptions options)
    {
        var readsForwarded = string.Equals(configuration[HostSetting], "true", StringComparison.OrdinalIgnoreCase);
        var proxies = options.TrustedProxies.ToString(CultureInfo.InvariantCulture);
        return options.TrustedProxies switch
        {
            0 when readsForwarded => ValidateOptionsResult.Fail(
                $"Http__TrustedProxies is '0'; with {HostSetting} 'true' it may be 1, since callers could write their address otherwise."),
            1 when !readsForwarded => ValidateOptionsResult.Fail(
                $"{HostSetting} is not 'true'; with Http__TrustedProxies '1' it has to be, "
                + "or the Functions host gives the proxy's address for the caller's."),
            > 1 => ValidateOptionsResult.Fail(
                $"Http__TrustedProxies is '{proxies}'; behind the Functions host it may be 0 or 1, since the host passes on one address."),
            _ => ValidateOptionsResult.Success,
        };
    }
}
