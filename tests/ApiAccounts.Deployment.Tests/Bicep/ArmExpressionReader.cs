using System.Text.RegularExpressions;

namespace ApiAccounts.Deployment.Tests.Bicep;

/// <summary>Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions.</summary>
/// <param name="text">Without the brackets around it.</param>
internal sealed partial class ArmExpressionReader(string text)
{
    private int at;

    /// <exception cref="FormatException">It is no expression.</exception>
    public ArmExpression Read()
    {
        var expression = ReadOne();
        return at == text.Length ? expression : throw Wrong();
    }

    private ArmExpression ReadOne()
    {
        if (Take(Quoted()) is { } quoted) return new ArmExpression.Text(quoted[1..^1].Replace("''", "'", StringComparison.Ordinal));
        if (Take(Number()) is { } number) return new ArmExpression.Other(number);
        return Take(Name()) is { } function && Takes('(')
            ? ReadAccess(new ArmExpression.Call(function, [.. ReadArguments()]))
            : throw Wrong();
    }

    private ArmExpression ReadAccess(ArmExpression of)
    {
        while (true)
        {
            if (Takes('.')) of = new ArmExpression.Member(of, Take(Name()) ?? throw Wrong());
            else if (Takes('[')) of = Closed(new ArmExpression.Item(of, ReadOne()), ']');
            else return of;
        }
    }

    private IEnumerable<ArmExpression> ReadArguments()
    {
        if (Takes(')')) yield break;
        do yield return ReadOne();
        while (Takes(','));
        if (!Takes(')')) throw Wrong();
    }

    private ArmExpression.Item Closed(ArmExpression.Item item, char bracket) => Takes(bracket) ? item : throw Wrong();

    private bool Takes(char one)
    {
        if (at >= text.Length || text[at] != one) return false;
        at++;
        while (at < text.Length && text[at] == ' ') at++;
        return true;
    }

    private string? Take(Regex token)
    {
        var match = token.Match(text, at);
        at += match.Length;
        return match.Success ? match.Value : null;
    }

    private FormatException Wrong() => new($"'{text}' is no expression that can be read, from '{text[at..]}' on.");

    [GeneratedRegex(@"\G'(?:[^']|'')*'", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\G-?[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\G[A-Za-z_][A-Za-z0-9_]*", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
