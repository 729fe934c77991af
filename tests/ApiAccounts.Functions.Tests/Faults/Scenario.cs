namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>What goes wrong in a scenario. Each has a schedule of its own, made from the seed.</summary>
[Flags]
public enum FaultKinds
{
    None = 0,

    /// <summary>Instances are killed (SIGKILL), at times asked to stop instead, and started again.</summary>
    Kills = 1,

    /// <summary>The storage stops for a moment; its data is on disk.</summary>
    StorageRestarts = 2,

    /// <summary>Calls between an instance and the storage are held back, reset, or lose their answers.</summary>
    BadNetwork = 4,

    /// <summary>Usage messages are taken out of their order, and copies of them are sent again.</summary>
    Duplicates = 8,

    /// <summary>The wall clock of an instance jumps by minutes while it runs.</summary>
    ClockSteps = 16,

    All = Kills | StorageRestarts | BadNetwork | Duplicates | ClockSteps,
}

/// <summary>Some instances of the app on one storage, under load, while things go wrong.</summary>
/// <param name="Length">How long the load and the faults go on; then all is mended and judged.</param>
/// <param name="Seed">Makes the same schedule again. What happens at once in several processes still differs from run to run.</param>
public sealed record Scenario(FaultKinds Faults, TimeSpan Length, int Seed)
{
    /// <summary>What the product promises: <c>Verification:MaxStaleness</c> at its default.</summary>
    public static readonly TimeSpan RevocationBound = TimeSpan.FromSeconds(1);

    /// <summary>How far a wall clock is set off, to either side.</summary>
    public static readonly TimeSpan LargestStep = TimeSpan.FromMinutes(5);

    public int Instances { get; init; } = 3;

    /// <summary>API users that nobody changes, of each of the two partners: for these the count is exact to the end.</summary>
    public int SteadyApiUsers { get; init; } = 10;

    /// <summary>Connections that call all the time.</summary>
    public int Callers { get; init; } = 24;

    /// <summary>How long each of them waits between two calls; without it, they take all that the machine has.</summary>
    public TimeSpan BetweenCalls { get; init; }

    /// <summary>Loops that register, disable, enable, rotate and delete.</summary>
    public int Writers { get; init; } = 2;

    /// <summary>Whether the queue's answers are lost at times, for so long that the product itself has to send again.</summary>
    public bool HasStorms { get; init; }

    /// <summary>Whether operators are deleted too; what they held is removed half a minute later, and waited for.</summary>
    public bool EndsOperators { get; init; }

    /// <summary>The seed of one part's own schedule, so that no part disturbs another's.</summary>
    /// <param name="part">Who asks, as in <c>caller</c>.</param>
    public int SeedOf(string part, int number = 0)
    {
        var seed = unchecked(Seed * 31 + number);
        foreach (var letter in part) seed = unchecked(seed * 31 + letter); // HashCode differs from process to process
        return seed;
    }

    public bool Has(FaultKinds kind) => (Faults & kind) != 0;
}
