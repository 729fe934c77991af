namespace ApiAccounts.Deployment.Tests.Bicep;

internal sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute()
    {
        if (!BicepCompiler.IsHere) Skip = BicepCompiler.Missing;
    }
}
