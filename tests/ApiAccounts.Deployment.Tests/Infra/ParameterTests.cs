using System.Text.Json;
using ApiAccounts.Deployment.Tests.Bicep;

namespace ApiAccounts.Deployment.Tests.Infra;

/// <summary>What a module is passed is what it asks for.</summary>
public sealed class ParameterTests
{
    [Fact]
    public void Every_parameter_passed_exists_every_required_one_is_passed_and_both_are_of_one_type()
    {
        Assert.Empty(Faults(Infrastructure.AsItIs));
        Assert.Equal(14, Infrastructure.AsItIs.Files.Values.Sum(file => file.Modules.Count()));
    }

    [Theory]
    [InlineData("main.bicep", "    planName: 'plan-${token}'\n", "",
        "main.bicep: app does not pass planName, which function-app.bicep needs.")]
    [InlineData("main.bicep", "    planName: ", "    plansName: ",
        "main.bicep: app passes plansName, which function-app.bicep does not have.")]
    [InlineData("main.bicep", "    buckets: buckets", "    buckets: location",
        "main.bicep: app passes a string as buckets, which is int in function-app.bicep.")]
    [InlineData("main.bicep", "    isPrivate: privateNetwork", "    isPrivate: 'yes'",
        "main.bicep: hostStorage passes a string as isPrivate, which is bool in storage-account.bicep.")]
    [InlineData("main.bicep", "    containers: [\n      packageContainer\n    ]", "    containers: packageContainer",
        "main.bicep: hostStorage passes a string as containers, which is string[] in storage-account.bicep.")]
    [InlineData("main.bicep", "'alerts.bicep'", "'alert.bicep'", "main.bicep: there is no alert.bicep.")]
    [InlineData("network.bicep", "    zoneIds: zoneIds\n", "",
        "network.bicep: hostEndpoints does not pass zoneIds, which private-endpoints.bicep needs.")]
    [InlineData("identity.bicep", "param location string\n", "param location string\nparam tags object\n",
        "main.bicep: identity does not pass tags, which identity.bicep needs.")]
    [InlineData("main.parameters.json", "\"environmentName\"", "\"environment\"",
        "main.parameters.json: environment is no parameter of main.bicep.")]
    [InlineData("main.parameters.json", "\"environmentName\"", "\"environment\"",
        "main.parameters.json: environmentName is missing, which main.bicep needs.")]
    [InlineData("main.parameters.json", "\"value\": []", "\"value\": \"https://console.example.com\"",
        "main.parameters.json: corsOrigins is a text, which is string[] in main.bicep.")]
    public void What_is_passed_wrongly_is_found(string file, string text, string instead, string fault) =>
        Assert.Contains(fault, Faults(Infrastructure.AsItIs.With(file, text, instead)).WithoutLines());

    private static IEnumerable<string> Faults(Infrastructure infrastructure) =>
        infrastructure.Files.Values.SelectMany(file => file.Modules.SelectMany(module => OfModule(infrastructure, file, module)))
            .Concat(OfParameterFile(infrastructure));

    private static IEnumerable<string> OfModule(Infrastructure infrastructure, BicepFile file, BicepModule module)
    {
        if (!infrastructure.Files.TryGetValue(module.File, out var target)) return [$"{file.At(module.Node)}there is no {module.File}."];
        var parameters = target.Parameters.ToDictionary(parameter => parameter.Name);
        return
        [
            .. from name in module.Arguments.Keys
               where !parameters.ContainsKey(name)
               select $"{file.At(module.Node)}{module.Name} passes {name}, which {module.File} does not have.",
            .. from parameter in parameters.Values
               where parameter.IsRequired && !module.Arguments.ContainsKey(parameter.Name)
               select $"{file.At(module.Node)}{module.Name} does not pass {parameter.Name}, which {module.File} needs.",
            .. from argument in module.Arguments
               where parameters.ContainsKey(argument.Key)
               let type = BicepTypes.Of(argument.Value, file, infrastructure)
               where !BicepTypes.Fits(type, parameters[argument.Key].Type)
               select $"{file.At(module.Node)}{module.Name} passes a {type} as {argument.Key}, which is {parameters[argument.Key].Type} in {module.File}.",
        ];
    }

    private static IEnumerable<string> OfParameterFile(Infrastructure infrastructure)
    {
        var parameters = infrastructure.Files[Infrastructure.Main].Parameters.ToDictionary(parameter => parameter.Name);
        return
        [
            .. from name in infrastructure.Passed.Keys
               where !parameters.ContainsKey(name)
               select $"{Infrastructure.Parameters}: {name} is no parameter of {Infrastructure.Main}.",
            .. from parameter in parameters.Values
               where parameter.IsRequired && !infrastructure.Passed.ContainsKey(parameter.Name)
               select $"{Infrastructure.Parameters}: {parameter.Name} is missing, which {Infrastructure.Main} needs.",

            // azd turns a text into a number or a boolean where one is asked for, and into nothing else.
            .. from passed in infrastructure.Passed
               where parameters.ContainsKey(passed.Key)
               let isList = parameters[passed.Key].Type.EndsWith("[]", StringComparison.Ordinal)
               let isObject = parameters[passed.Key].Type == "object"
               where passed.Value.ValueKind != (isList ? JsonValueKind.Array : isObject ? JsonValueKind.Object : JsonValueKind.String)
               select $"{Infrastructure.Parameters}: {passed.Key} is a {Words(passed.Value.ValueKind)}, which is {parameters[passed.Key].Type} in {Infrastructure.Main}.",
        ];
    }

    private static string Words(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "list",
        JsonValueKind.Object => "object",
        JsonValueKind.String => "text",
        _ => "value of another kind",
    };
}
