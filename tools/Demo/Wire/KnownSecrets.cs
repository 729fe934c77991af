namespace ApiAccounts.Tools.Demo.Wire;

/// <summary>Passwords and tokens that must not be seen again, and where they were seen all the same.</summary>
internal sealed class KnownSecrets
{
    private readonly Lock gate = new();
    private readonly List<string> values = [];
    private readonly List<string> sightings = [];

    public IReadOnlyList<string> Sightings
    {
        get
        {
            lock (gate) return [.. sightings];
        }
    }

    public void Add(string secret)
    {
        lock (gate) values.Add(secret);
    }

    public bool AreIn(string text)
    {
        lock (gate) return values.Any(secret => text.Contains(secret, StringComparison.Ordinal));
    }

    public void LookIn(string text, string place)
    {
        if (!AreIn(text)) return;
        lock (gate) sightings.Add(place);
    }

    /// <summary>The text with a dot in the place of each character of a secret.</summary>
    public string Mask(string text)
    {
        lock (gate)
            return values.Aggregate(text, (masked, secret) => masked.Replace(secret, new('•', secret.Length), StringComparison.Ordinal));
    }
}
