namespace ApiAccounts.Functions.Tests.Identity;

/// <summary>A test whose app signs in to an Azurite that speaks https with a certificate of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdentityFactAttribute : FactAttribute
{
    public IdentityFactAttribute()
    {
        if (!AppProcess.HasStandIns) Skip = "The Functions host signs in by itself, and has not been tried with an identity endpoint of a test.";
        else if (!OperatingSystem.IsLinux()) Skip = "Only on Linux can one process be told to trust a certificate.";
    }
}
