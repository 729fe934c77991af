namespace ApiAccounts.Deployment.Tests.Bicep;

/// <summary>The names that a file declares, and those it uses.</summary>
internal static class BicepNames
{
    public static IEnumerable<string> Declared(BicepFile file) =>
    [
        .. file.Parameters.Select(parameter => parameter.Name),
        .. file.Variables.Select(variable => variable.Name),
        .. file.Resources.Select(resource => resource.Name),
        .. file.Modules.Select(module => module.Name),
        .. file.Imports.Select(import => import.Name),
        .. file.Root.All.SelectMany(Local),
    ];

    /// <summary>Each place where something is spoken of that has to be declared.</summary>
    public static IEnumerable<BicepNode> Used(BicepNode node) => node switch
    {
        { Type: "identifier" } => [node],
        { Type: "import_functionality" } => [],
        { Type: "parameter_declaration" or "variable_declaration" or "output_declaration" or "resource_declaration" or "module_declaration" } => In(node.Children.Skip(1)),
        { Type: "object_property", Children.Count: 2 } =>
            In(node.Children.Where((child, index) => index > 0 || child.Type != "identifier")),
        { Type: "call_expression" } => In(node.Children.Where(child => child.Field != "function")),
        { Type: "lambda_expression" } => In(node.Children.Skip(1)),
        { Type: "for_statement" } => In(node.Children.Where(child => child.Type != "for_loop_parameters" && child.Field != "initializer")),
        _ => In(node.Children),
    };

    private static IEnumerable<BicepNode> In(IEnumerable<BicepNode> nodes) => nodes.SelectMany(Used);

    /// <summary>The variables of a loop, and the parameter of a lambda.</summary>
    private static IEnumerable<string> Local(BicepNode node) => node.Type switch
    {
        "for_statement" when node.Child("for_loop_parameters") is { } two => two.Children.Select(child => child.Text),
        "for_statement" => [node.Part("initializer")!.Text],
        "lambda_expression" => [node.Children[0].Text],
        _ => [],
    };
}
