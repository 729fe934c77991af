namespace ApiAccounts.Deployment.Tests.Bicep;

/// <summary>What kind of value an expression has, as far as that can be told without a compiler.</summary>
internal static class BicepTypes
{
    /// <returns>A type as a parameter declares it (a list is <c>array</c>, where it is not known of what); null when it cannot be
    /// told.</returns>
    public static string? Of(BicepNode expression, BicepFile file, Infrastructure infrastructure) => expression.Type switch
    {
        "string" => "string",
        "number" => "int",
        "boolean" => "bool",
        "array" => "array",
        "object" => "object",
        "identifier" when file.Parameters.FirstOrDefault(parameter => parameter.Name == expression.Text) is { } parameter => parameter.Type,
        "identifier" when file.Variables.FirstOrDefault(variable => variable.Name == expression.Text).Value is { } value =>
            Of(value, file, infrastructure),
        "member_expression" => OfOutput(expression, file, infrastructure),
        _ => null,
    };

    public static bool Fits(string? type, string parameter) =>
        type is null || type == parameter || (IsList(type) && IsList(parameter) && (type == "array" || parameter == "array"));

    private static bool IsList(string type) => type == "array" || type.EndsWith("[]", StringComparison.Ordinal);

    /// <summary>Of <c>module.outputs.name</c>.</summary>
    private static string? OfOutput(BicepNode expression, BicepFile file, Infrastructure infrastructure) =>
        ModuleOutput.Read(expression, file) is { } output && infrastructure.Files.TryGetValue(output.Module.File, out var target)
            ? target.Outputs.FirstOrDefault(candidate => candidate.Name == output.Name).Type
            : null;
}
