using System.Text.Json;
using System.Text.RegularExpressions;

namespace ApiAccounts.Deployment.Tests.Bicep;

/// <summary>
/// A value of a template. An object of JSON is the expression that would make it, <c>createObject('name', …)</c>, and so is a list:
/// <c>createArray(…)</c>.
/// </summary>
internal abstract partial record ArmExpression
{
    /// <summary>It and all it is made of, from first to last.</summary>
    public IEnumerable<ArmExpression> All => Parts.SelectMany(part => part.All).Prepend(this);

    /// <summary>A text, with a <c>*</c> for each expression that is inserted; only that for what is no text.</summary>
    public virtual string Pattern => "*";

    /// <summary>The values of an object by their names; none for what is no object.</summary>
    public virtual IEnumerable<(string Name, ArmExpression Value)> Properties => [];

    /// <summary>Those of a list; none for what is no list.</summary>
    public virtual IReadOnlyList<ArmExpression> Items => [];

    /// <summary>The parameters of the template that it is made with.</summary>
    public IEnumerable<string> Parameters =>
        from call in All.OfType<Call>() where call.Function == "parameters" select call.Arguments[0].Pattern;

    protected virtual IEnumerable<ArmExpression> Parts => [];

    public static ArmExpression Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new Call("createObject", [.. json.EnumerateObject().SelectMany(Read)]),
        JsonValueKind.Array => new Call("createArray", [.. json.EnumerateArray().Select(Read)]),
        JsonValueKind.String => Read(json.GetString()!),
        _ => new Other(json.GetRawText()),
    };

    public ArmExpression? Property(string name) => Properties.FirstOrDefault(property => property.Name == name).Value;

    private static IEnumerable<ArmExpression> Read(JsonProperty property) => [new Text(property.Name), Read(property.Value)];

    /// <summary>What begins with a bracket is an expression, but with two it is a text that begins with one.</summary>
    private static ArmExpression Read(string text) =>
        text.StartsWith("[[", StringComparison.Ordinal) ? new Text(text[1..])
        : text.StartsWith('[') ? new ArmExpressionReader(text[1..^1]).Read()
        : new Text(text);

    /// <summary>As in <c>'TLS1_2'</c>.</summary>
    internal sealed record Text(string Value) : ArmExpression
    {
        public override string Pattern => Value;

        public override string ToString() => $"'{Value.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    /// <summary>A number, true, false or null.</summary>
    internal sealed record Other(string Value) : ArmExpression
    {
        public override string ToString() => Value;
    }

    /// <summary>As in <c>if(parameters('isPrivate'), 'Deny', 'Allow')</c>.</summary>
    internal sealed record Call(string Function, IReadOnlyList<ArmExpression> Arguments) : ArmExpression
    {
        public override string Pattern => Function == "format" ? Inserted().Replace(Arguments[0].Pattern, "*") : base.Pattern;

        public override IEnumerable<(string Name, ArmExpression Value)> Properties =>
            Function == "createObject" ? Arguments.Chunk(2).Select(property => (property[0].Pattern, property[1])) : [];

        public override IReadOnlyList<ArmExpression> Items => Function == "createArray" ? Arguments : [];

        protected override IEnumerable<ArmExpression> Parts => Arguments;

        public override string ToString() => $"{Function}({string.Join(", ", Arguments)})";
    }

    /// <summary>As in <c>variables('roles').keyVaultSecretsUser</c>.</summary>
    internal sealed record Member(ArmExpression Of, string Name) : ArmExpression
    {
        protected override IEnumerable<ArmExpression> Parts => [Of];

        public override string ToString() => $"{Of}.{Name}";
    }

    /// <summary>As in <c>parameters('roleIds')[copyIndex()]</c>.</summary>
    internal sealed record Item(ArmExpression Of, ArmExpression Index) : ArmExpression
    {
        protected override IEnumerable<ArmExpression> Parts => [Of, Index];

        public override string ToString() => $"{Of}[{Index}]";
    }

    [GeneratedRegex(@"\{[0-9]+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Inserted();
}
