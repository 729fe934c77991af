namespace ApiAccounts.Deployment.Tests.Bicep;

internal sealed class BicepTheoryAttribute : TheoryAttribute
{
    public BicepTheoryAttribute()
    {
        if (!BicepCompiler.IsHere) Skip = BicepCompiler.Missing;
    }
}
