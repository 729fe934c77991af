using Microsoft.Azure.Functions.Worker.InProcess;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a Functions app begins.</summary>
public static class FunctionsApplication
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) =>
        StartException.Guard(() => new FunctionsApplicationBuilder(args));
}
