using System.CommandLine;

namespace ApiAccounts.Tools.Dev.Test;

/// <summary><c>test</c> and parts of the names of tests, or expressions.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var filters = new Argument<string[]>("filter") { Arity = ArgumentArity.ZeroOrMore };
        filters.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } option)
                result.AddError($"'{option.Value}' is not an option of test, which takes parts of the names of tests.");
        });
        var command = new Command("test") { filters };
        command.SetAction((parsed, cancellationToken) => new TestRun(parsed.GetValue(filters) ?? [], cancellationToken).RunAsync());
        return command;
    }
}
