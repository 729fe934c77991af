namespace ApiAccounts.Deployment.Tests.Bicep;

/// <summary>An expression such as <c>identity.outputs.clientId</c>.</summary>
internal sealed record ModuleOutput(BicepModule Module, string Name)
{
    /// <returns>Null when it is another expression.</returns>
    public static ModuleOutput? Read(BicepNode expression, BicepFile file) =>
        expression is { Type: "member_expression" }
        && expression.Part("object") is { Type: "member_expression" } outputs && outputs.Part("property")?.Text == "outputs"
        && file.Modules.FirstOrDefault(module => module.Name == outputs.Part("object")?.Text) is { } module
            ? new(module, expression.Part("property")!.Text)
            : null;
}
