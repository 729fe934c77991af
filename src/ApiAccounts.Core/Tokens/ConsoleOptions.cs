using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Core.Tokens;

/// <summary>The sessions of the web console: the settings <c>Console__…</c>.</summary>
public sealed class ConsoleOptions
{
    public const string Section = "Console";

    private const int RecordedPerTimeout = 10;
    private static readonly TimeSpan LongestUnrecorded = TimeSpan.FromMinutes(5);

    /// <summary>How long a session of the console works without a request. It ends in any case after the lifetime of sessions.</summary>
    /// <value>00:01:00 to 1.00:00:00; 00:30:00 by default.</value>
    [AllowedRange("00:01:00", "1.00:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long uses of a session remain unrecorded after a recorded one. A session may end that much earlier.</summary>
    internal TimeSpan RecordInterval =>
        IdleTimeout / RecordedPerTimeout < LongestUnrecorded ? IdleTimeout / RecordedPerTimeout : LongestUnrecorded;
}

[OptionsValidator]
internal sealed partial class ConsoleOptionsValidator : IValidateOptions<ConsoleOptions>;
