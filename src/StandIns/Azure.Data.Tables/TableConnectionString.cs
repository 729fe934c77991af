namespace Azure.Data.Tables;

/// <summary>
/// Where an account's tables are and how to sign for them. No message repeats a value, since one is the key; as in the package, what is in the place of
/// a name may be repeated.
/// </summary>
internal sealed record TableConnectionString(Uri Endpoint, TableSharedKeyCredential Credential)
{
    // The emulator's account, the same on every machine and published as such.
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="InvalidOperationException">A part is empty or not <c>name=value</c>, or comes twice.</exception>
    /// <exception cref="ArgumentException">It is empty, or a part is missing.</exception>
    /// <exception cref="FormatException">The key is not Base64, or the endpoint or suffix makes no address.</exception>
    /// <exception cref="NotSupportedException">It holds a shared access signature.</exception>
    public static TableConnectionString Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var parts = Split(connectionString);
        if (parts.TryGetValue("UseDevelopmentStorage", out var emulator) && emulator == "true")
            return new(new($"http://127.0.0.1:10002/{EmulatorAccount}"), new(EmulatorAccount, EmulatorKey));
        if (parts.ContainsKey("SharedAccessSignature"))
            throw new NotSupportedException("This stand-in takes no SharedAccessSignature: give AccountName and AccountKey.");
        if (!parts.TryGetValue("AccountName", out var name) || !parts.TryGetValue("AccountKey", out var key))
            throw new ArgumentException("The connection string must have an AccountName and an AccountKey.", nameof(connectionString));
        return new(EndpointOf(parts, name), new(name, key));
    }

    private static Uri EndpointOf(Dictionary<string, string> parts, string account)
    {
        // The builder takes an address without a scheme for one of http.
        if (parts.TryGetValue("TableEndpoint", out var endpoint)) return new UriBuilder(endpoint).Uri;
        var protocol = parts.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        return new Uri($"{protocol}://{account}.table.{parts.GetValueOrDefault("EndpointSuffix", "core.windows.net")}");
    }

    private static Dictionary<string, string> Split(string connectionString)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var end = connectionString.EndsWith(';') ? 1 : 0;
        foreach (var part in connectionString[..^end].Split(';'))
        {
            var (name, value) = part.IndexOf('=', StringComparison.Ordinal) is var equals and >= 0
                ? (part[..equals].Trim(), part[(equals + 1)..].Trim())
                : (part, "");
            if (name.Length == 0 || value.Length == 0)
                throw new InvalidOperationException($"Part {parts.Count + 1} of the connection string, '{name}', is not name=value.");
            if (!parts.TryAdd(name, value))
                throw new InvalidOperationException($"Part {parts.Count + 1} of the connection string has a name that came before, '{name}'.");
        }
        return parts;
    }
}
