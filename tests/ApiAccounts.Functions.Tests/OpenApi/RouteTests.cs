using ApiAccounts.Functions.Tests.Conventions;
using Microsoft.AspNetCore.Routing.Template;

namespace ApiAccounts.Functions.Tests.OpenApi;

/// <summary>openapi.yaml and the HTTP triggers have the same operations.</summary>
public sealed class RouteTests
{
    /// <summary>What a document can name, but for TRACE, of the methods that a function for all of them takes.</summary>
    private static readonly string[] AllMethods = ["get", "head", "post", "put", "patch", "delete", "options"];

    private static readonly IReadOnlyList<HttpFunction> Functions =
        [.. HttpFunction.Documented.Where(function => function.Route != "{*path}")];

    [Fact]
    public void Every_route_and_method_is_documented() =>
        Assert.Empty(Functions.SelectMany(OperationsOf).Except(DocumentedOperation.All.Select(Of)));

    [Fact]
    public void Every_documented_operation_exists() =>
        Assert.Empty(DocumentedOperation.All.Select(Of).Except(Functions.SelectMany(OperationsOf)));

    [Fact]
    public void Every_function_that_takes_GET_takes_HEAD() => Assert.Empty(HttpFunction.WithoutHead);

    /// <summary>A function with several operations has them all: its name, and its name with an underscore and a distinction.</summary>
    [Fact]
    public void An_operation_has_the_name_of_its_function()
    {
        foreach (var function in Functions)
        {
            var operations = OperationsOf(function).ToHashSet();
            var ids = DocumentedOperation.All.Where(operation => operations.Contains(Of(operation))).Select(operation => operation.Id)
                .ToList();

            Assert.Single(ids, function.Name);
            Assert.All(ids, id => Assert.True(id == function.Name || id.StartsWith(function.Name + "_", StringComparison.Ordinal), id));
        }
    }

    [Fact]
    public void The_parameters_of_a_path_are_those_of_its_template() => Assert.All(DocumentedOperation.All, operation =>
        Assert.Equal(
            TemplateParser.Parse(operation.Path[1..]).Parameters.Select(parameter => parameter.Name!),
            operation.PathParameters));

    [Fact]
    public void A_path_takes_any_number_of_segments_where_its_route_does() => Assert.Equal(
        Functions.Where(HasCatchAll).Select(Path).Order(StringComparer.Ordinal),
        DocumentedOperation.All.Where(operation => operation.TakesAnySegments).Select(operation => operation.Path).Distinct()
            .Order(StringComparer.Ordinal));

    /// <summary>As <c>get /v4/ApiUser/{apiUserGuid}</c>.</summary>
    private static string Of(DocumentedOperation operation) => $"{operation.Method} {operation.Path}";

    /// <summary>In the same form. A route with a catch-all parameter is also there without it.</summary>
    private static IEnumerable<string> OperationsOf(HttpFunction function) =>
        from path in HasCatchAll(function) ? [PathWithout(function), Path(function)] : (string[])[Path(function)]
        from method in function.Methods ?? AllMethods
        select $"{method} {path}";

    private static bool HasCatchAll(HttpFunction function) => function.Template.Parameters.Any(parameter => parameter.IsCatchAll);

    private static string Path(HttpFunction function) => "/" + function.Route.Replace("{*", "{", StringComparison.Ordinal);

    private static string PathWithout(HttpFunction function) =>
        "/" + function.Route[..function.Route.IndexOf("/{*", StringComparison.Ordinal)];
}
