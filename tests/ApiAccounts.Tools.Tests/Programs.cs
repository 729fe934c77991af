using ApiAccounts.Tools.Demo;
using ApiAccounts.Tools.Dev;

namespace ApiAccounts.Tools.Tests;

/// <summary>The programs that dev.cs hands its commands on to.</summary>
internal static class Programs
{
    public static ToolProgram Dev { get; } = CreateDev();

    public static ToolProgram Demo { get; } = new(DemoCommand.Create());

    /// <summary>The one that has the command.</summary>
    public static ToolProgram Of(string[] args) => args is ["demo", ..] ? Demo : Dev;

    private static ToolProgram CreateDev()
    {
        using var stop = new StopRequest(Stream.Null); // disposed of at once: signals are not these tests' to take
        return DevProgram.Of(stop);
    }
}
