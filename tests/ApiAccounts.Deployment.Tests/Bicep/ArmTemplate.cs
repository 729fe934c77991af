using System.Text.Json;

namespace ApiAccounts.Deployment.Tests.Bicep;

/// <summary>A template as Azure Resource Manager takes it: that of main.bicep, or of a module in it.</summary>
/// <param name="name">What the deployment of the module is called.</param>
internal sealed class ArmTemplate(string name, JsonElement json)
{
    private const string Deployment = "Microsoft.Resources/deployments";

    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    public string Name => name;

    /// <summary>All of it, with the templates of the modules.</summary>
    public string Text => json.GetRawText();

    public IReadOnlyDictionary<string, ArmParameter> Parameters { get; } =
        PropertiesOf(json, "parameters").ToDictionary(parameter => parameter.Name, parameter => new ArmParameter(parameter.Value));

    public IReadOnlyDictionary<string, ArmExpression> Variables { get; } =
        PropertiesOf(json, "variables").ToDictionary(variable => variable.Name, variable => ArmExpression.Read(variable.Value));

    public IReadOnlyDictionary<string, ArmExpression> Outputs { get; } =
        PropertiesOf(json, "outputs").ToDictionary(output => output.Name, output => ArmExpression.Read(output.Value.GetProperty("value")));

    /// <summary>Those it makes; neither modules nor what is there already.</summary>
    public IReadOnlyList<ArmResource> Resources { get; } =
        [.. from resource in All(json) where !IsModule(resource) && !Exists(resource) select new ArmResource(resource)];

    public IReadOnlyList<ArmModule> Modules { get; } =
        [.. from resource in All(json) where IsModule(resource) select new ArmModule(resource)];

    /// <summary>It and those of its modules.</summary>
    public IEnumerable<ArmTemplate> WithModules => Modules.SelectMany(module => module.Template.WithModules).Prepend(this);

    /// <param name="name">A <c>*</c> stands for what is inserted: <c>pepper-*</c>.</param>
    public ArmModule Module(string name) => Modules.Single(module => module.Template.Name == name);

    /// <summary>Every expression in this template, without those of nested modules.</summary>
    /// <param name="except">A variable that is left out.</param>
    public IEnumerable<ArmExpression> Values(string except) =>
        Resources.Select(resource => resource.All)
            .Concat(Modules.SelectMany(module => module.Arguments.Values))
            .Concat(Parameters.Values.Select(parameter => parameter.Default).OfType<ArmExpression>())
            .Concat(Variables.Where(variable => variable.Key != except).Select(variable => variable.Value))
            .Concat(Outputs.Values)
            .SelectMany(expression => expression.All);

    private static bool IsModule(JsonElement resource) => resource.GetProperty("type").ValueEquals(Deployment);

    private static bool Exists(JsonElement resource) => resource.TryGetProperty("existing", out var existing) && existing.GetBoolean();

    /// <summary>A list, or an object where the compiler needs symbolic names.</summary>
    private static IEnumerable<JsonElement> All(JsonElement json) =>
        json.GetProperty("resources") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray()
            : PropertiesOf(json, "resources").Select(resource => resource.Value);

    private static JsonElement.ObjectEnumerator PropertiesOf(JsonElement json, string name) =>
        (json.TryGetProperty(name, out var found) ? found : Nothing).EnumerateObject();
}

internal sealed class ArmParameter(JsonElement json)
{
    public string Type { get; } = json.GetProperty("type").GetString()!;

    /// <summary>Whether neither logs nor the history of deployments show its value.</summary>
    public bool IsSecret => Type is "securestring" or "secureObject";

    /// <summary>Null when it has no value unless it is given one.</summary>
    public ArmExpression? Default { get; } = json.TryGetProperty("defaultValue", out var value) ? ArmExpression.Read(value) : null;
}

internal sealed class ArmResource(JsonElement json)
{
    public string Type { get; } = json.GetProperty("type").GetString()!;

    public string ApiVersion { get; } = json.GetProperty("apiVersion").GetString()!;

    /// <summary>A <c>*</c> stands for what is inserted.</summary>
    public string Name => Property("name")!.Pattern;

    /// <summary>Whether a deployment leaves one alone that is there already.</summary>
    public bool IsMadeOnce => json.TryGetProperty("@options", out var options) && options.TryGetProperty("onlyIfNotExists", out _);

    public ArmExpression All { get; } = ArmExpression.Read(json);

    /// <summary>The property of the property: <c>"properties", "minimumTlsVersion"</c>; null when it is not set.</summary>
    public ArmExpression? Property(params IEnumerable<string> path) =>
        path.Aggregate((ArmExpression?)All, (expression, name) => expression?.Property(name));
}

internal sealed class ArmModule(JsonElement json)
{
    public ArmTemplate Template { get; } =
        new(ArmExpression.Read(json.GetProperty("name")).Pattern, json.GetProperty("properties").GetProperty("template"));

    /// <summary>A choice between two values stays one between two objects: <c>if(…, createObject('value', …), …)</c>.</summary>
    public IReadOnlyDictionary<string, ArmExpression> Arguments { get; } =
        (from argument in json.GetProperty("properties").GetProperty("parameters").EnumerateObject()
         let passed = ArmExpression.Read(argument.Value)
         select (argument.Name, Value: passed.Property("value") ?? passed))
        .ToDictionary(argument => argument.Name, argument => argument.Value);
}
