using System.Text.Json;
using ApiAccounts.Deployment.Tests.Bicep;

namespace ApiAccounts.Deployment.Tests.Infra;

/// <summary>What azd passes is what main.bicep asks for; the compiler holds that of the modules (<see cref="CompilerTests"/>).</summary>
public sealed class ParameterTests
{
    [Fact]
    public void Every_parameter_azd_passes_exists_and_every_required_one_is_passed() => Assert.Empty(Faults(Infrastructure.AsItIs));

    [Fact]
    public void There_are_fourteen_modules() =>
        Assert.Equal(14, Infrastructure.AsItIs.Template.WithModules.Sum(template => template.Modules.Count));

    [Theory]
    [InlineData("\"environmentName\"", "\"environment\"", "main.parameters.json: environment is no parameter of main.bicep.")]
    [InlineData("\"environmentName\"", "\"environment\"", "main.parameters.json: environmentName is missing, which main.bicep needs.")]
    [InlineData(
        "\"value\": []", "\"value\": \"https://console.example.com\"",
        "main.parameters.json: corsOrigins is a text, which is array in main.bicep.")]
    public void What_azd_passes_wrongly_is_found(string text, string instead, string fault) =>
        Assert.Contains(fault, Faults(Infrastructure.AsItIs.With(Infrastructure.Parameters, text, instead)));

    private static IEnumerable<string> Faults(Infrastructure infrastructure)
    {
        var parameters = infrastructure.Template.Parameters;
        return
        [
            .. from name in infrastructure.Passed.Keys
               where !parameters.ContainsKey(name)
               select $"{Infrastructure.Parameters}: {name} is no parameter of {Infrastructure.Main}.",
            .. from parameter in parameters
               where parameter.Value.Default is null && !infrastructure.Passed.ContainsKey(parameter.Key)
               select $"{Infrastructure.Parameters}: {parameter.Key} is missing, which {Infrastructure.Main} needs.",

            // azd turns a text into a number or a boolean where one is asked for, and into nothing else.
            .. from passed in infrastructure.Passed
               where parameters.ContainsKey(passed.Key)
               let type = parameters[passed.Key].Type
               where passed.Value.ValueKind != KindOf(type)
               let passedType = Words(passed.Value.ValueKind)
               select $"{Infrastructure.Parameters}: {passed.Key} is a {passedType}, which is {type} in {Infrastructure.Main}.",
        ];
    }

    private static JsonValueKind KindOf(string type) => type switch
    {
        "array" => JsonValueKind.Array,
        "object" => JsonValueKind.Object,
        _ => JsonValueKind.String,
    };

    private static string Words(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "list",
        JsonValueKind.Object => "object",
        JsonValueKind.String => "text",
        _ => "value of another kind",
    };
}
