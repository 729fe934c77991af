namespace ApiAccounts.Deployment.Tests.Bicep;

internal sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute()
    {
        if (!BicepCompiler.IsHere) Skip = BicepTheoryAttribute.Missing;
    }
}

internal sealed class BicepTheoryAttribute : TheoryAttribute
{
    public const string Missing = "The compiler of Bicep is not here: the package of tools/Bicep could not be restored.";

    public BicepTheoryAttribute()
    {
        if (!BicepCompiler.IsHere) Skip = Missing;
    }
}
