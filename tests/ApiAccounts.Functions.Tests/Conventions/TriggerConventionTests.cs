using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.Functions.Tests.Conventions;

/// <summary>What the Functions host expects of functions without saying so at build time.</summary>
public sealed class TriggerConventionTests
{
    private static readonly IReadOnlyList<MethodInfo> Functions =
    [
        .. typeof(Http.CatchAllFunctions).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null),
    ];

    [Fact]
    public void There_are_as_many_functions_as_this_test_knows_of() => Assert.Equal((134, 144), (HttpFunction.All.Count, Functions.Count));

    [Fact]
    public void Every_function_has_the_name_of_its_method_and_no_other_has_it()
    {
        Assert.All(Functions, method => Assert.Equal(method.Name, method.GetCustomAttribute<FunctionAttribute>()!.Name));
        Assert.Equal(Functions.Count, Functions.Select(method => method.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Of_two_overlapping_routes_the_more_specific_sorts_first_by_name()
    {
        var overlapping = from one in HttpFunction.All
                          from other in HttpFunction.All
                          where one != other && one.Overlaps(other) && one.IsMoreSpecificThan(other)
                          select (one.Name, Other: other.Name);

        Assert.NotEmpty(overlapping);
        Assert.All(overlapping, pair => Assert.True(
            StringComparer.OrdinalIgnoreCase.Compare(pair.Name, pair.Other) < 0, $"{pair.Name} is hidden behind {pair.Other}."));
    }

    [Fact]
    public void The_catch_all_is_the_last_of_all() =>
        Assert.Equal("{*path}", HttpFunction.All.MaxBy(function => function.Name, StringComparer.OrdinalIgnoreCase)!.Route);

    [Fact]
    public void Route_parameters_are_texts_without_constraints() =>
        Assert.All(HttpFunction.All, function =>
    {
        Assert.All(function.Template.Parameters, parameter => Assert.Empty(parameter.InlineConstraints));
        Assert.All(
            function.Method.GetParameters().Where(parameter => function.Template.Parameters.Any(route => route.Name == parameter.Name)),
            parameter => Assert.Equal(typeof(string), parameter.ParameterType));
    });

    [Fact]
    public void Every_route_parameter_is_bound_but_that_of_a_catch_all() => Assert.All(HttpFunction.All, function => Assert.Subset(
        function.Method.GetParameters().Select(parameter => parameter.Name!).ToHashSet(),
        function.Template.Parameters.Where(parameter => !parameter.IsCatchAll).Select(parameter => parameter.Name!).ToHashSet()));

    [Fact]
    public void An_HTTP_function_returns_a_task_of_a_result() =>
        Assert.All(HttpFunction.All, function => Assert.Equal(typeof(Task<IResult>), function.Method.ReturnType));

    [Fact]
    public void Every_function_takes_a_cancellation_token_last() =>
        Assert.All(Functions, method => Assert.Equal(typeof(CancellationToken), method.GetParameters()[^1].ParameterType));

    [Fact]
    public void No_route_is_one_of_the_host_itself() => Assert.All(HttpFunction.All, function =>
        Assert.DoesNotContain(function.Route.Split('/')[0], ["admin", "runtime"], StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void Every_function_and_its_class_are_public_so_that_the_worker_finds_them() =>
        Assert.All(Functions, method => Assert.True(method.IsPublic && method.DeclaringType!.IsPublic && method.DeclaringType.IsSealed));
}
