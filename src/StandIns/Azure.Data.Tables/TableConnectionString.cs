namespace Azure.Data.Tables;

/// <summary>Where an account's tables are and how to sign for them. No message repeats a part of the string: one is the key.</summary>
internal sealed record TableConnectionString(Uri Endpoint, TableSharedKeyCredential Credential)
{
    // The emulator's account, the same on every machine and published as such.
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="InvalidOperationException">A part is not <c>name=value</c>, or comes twice.</exception>
    /// <exception cref="ArgumentException">It is empty, or a part is missing.</exception>
    /// <exception cref="FormatException">The key or the endpoint has not the form of one.</exception>
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
        if (parts.TryGetValue("TableEndpoint", out var endpoint))
        {
            return Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? address
                : throw new UriFormatException("The TableEndpoint of the connection string is not an http or https address.");
        }
        if (!parts.TryGetValue("EndpointSuffix", out var suffix))
            throw new ArgumentException("The connection string must have a TableEndpoint or an EndpointSuffix.", nameof(parts));
        var protocol = parts.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        return Uri.TryCreate($"{protocol}://{account}.table.{suffix}", UriKind.Absolute, out var made)
            ? made
            : throw new UriFormatException("The connection string's protocol, AccountName and EndpointSuffix make no address.");
    }

    private static Dictionary<string, string> Split(string connectionString)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || equals == part.Length - 1)
                throw new InvalidOperationException($"Part {parts.Count + 1} of the connection string is not name=value.");
            if (!parts.TryAdd(part[..equals].Trim(), part[(equals + 1)..].Trim()))
                throw new InvalidOperationException($"Part {parts.Count + 1} of the connection string has a name that came before.");
        }
        return parts;
    }
}
