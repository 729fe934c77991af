namespace ApiAccounts.Functions.Tests.Identity;

/// <summary>A test whose app signs in to an Azurite that speaks https with a certificate of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdentityFactAttribute : FactAttribute
{
    public IdentityFactAttribute()
    {
        if (!OperatingSystem.IsLinux()) Skip = "Only on Linux can one process be told to trust a certificate.";
    }
}
