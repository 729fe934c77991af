namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>A test that needs the stand-in of the Functions host: the real one hides the messages of a killed instance for 10 minutes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FaultFactAttribute : FactAttribute
{
    public FaultFactAttribute()
    {
        if (!AppProcess.HasStandIns) Skip = "The Functions host hides the messages of a killed instance for 10 minutes.";
    }
}
