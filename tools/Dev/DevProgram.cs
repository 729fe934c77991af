using ApiAccounts.Tools.Dev.Recover;
using ApiAccounts.Tools.Dev.Test;
using ApiAccounts.Tools.Dev.Up;

namespace ApiAccounts.Tools.Dev;

/// <summary>The commands that build, run, test and measure this checkout.</summary>
internal static class DevProgram
{
    public static ToolProgram Of(StopRequest stop) =>
        new(UpCommand.Create(stop), TestCommand.Create(), BenchCommand.Create(), SoakCommand.Create(),
            RecoverCommand.Create(stop));
}
