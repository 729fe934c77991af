using System.Text.Json;
using ApiAccounts.Deployment.Tests.Bicep;

namespace ApiAccounts.Deployment.Tests.Infra;

/// <summary>The other tests see of a template what is read here.</summary>
public sealed class ExpressionTests
{
    [Fact]
    public void Every_expression_of_the_template_reads_as_it_is_written()
    {
        var expressions = StringsOf(JsonElement.Parse(Infrastructure.AsItIs.Template.Text))
            .Where(text => text.GetString() is ['[', not '[', ..]).ToList();

        Assert.NotEmpty(expressions);
        Assert.All(expressions, text => Assert.Equal(text.GetString(), $"[{ArmExpression.Read(text)}]"));
    }

    [Theory]
    [InlineData("text", "'text'", "text")]
    [InlineData("it's", "'it''s'", "it's")]
    [InlineData("[[text]", "'[text]'", "[text]")]
    [InlineData("[format('{0}-{1}', parameters('name'), -1)]", "format('{0}-{1}', parameters('name'), -1)", "*-*")]
    [InlineData("[items(variables('a'))[copyIndex()].value]", "items(variables('a'))[copyIndex()].value", "*")]
    public void A_value_is_read(string json, string expression, string pattern)
    {
        var value = ArmExpression.Read(JsonSerializer.SerializeToElement(json));

        Assert.Equal((expression, pattern), (value.ToString(), value.Pattern));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[name]")]
    [InlineData("[f('a]")]
    [InlineData("[f(1]")]
    [InlineData("[f(1) g()]")]
    [InlineData("[f().]")]
    public void What_is_no_expression_is_refused(string json) =>
        Assert.Throws<FormatException>(() => ArmExpression.Read(JsonSerializer.SerializeToElement(json)));

    private static IEnumerable<JsonElement> StringsOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => StringsOf(property.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(StringsOf),
        JsonValueKind.String => [json],
        _ => [],
    };
}
