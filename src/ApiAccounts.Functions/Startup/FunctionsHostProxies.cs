using System.Globalization;

namespace ApiAccounts.Functions.Startup;

/// <summary>
/// Limits <see cref="HttpOptions.TrustedProxies"/> to the values that work behind the Functions host. The host passes on one address, not
/// <c>X-Forwarded-For</c>. It is the address of the connection, or, with the host setting <c>ASPNETCORE_FORWARDEDHEADERS_ENABLED</c>, the
/// address that the proxy in front of it appended.
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
                $"Http__TrustedProxies must be 1 when {HostSetting} is 'true', or callers could forge their address; it is '0'."),
            1 when !readsForwarded => ValidateOptionsResult.Fail(
                $"{HostSetting} must be 'true' when Http__TrustedProxies is '1', "
                + "or the Functions host passes on the proxy's address as the caller's."),
            > 1 => ValidateOptionsResult.Fail(
                $"Http__TrustedProxies must be 0 or 1 behind the Functions host, which passes on one address; it is '{proxies}'."),
            _ => ValidateOptionsResult.Success,
        };
    }
}
