using System.CommandLine;
using System.CommandLine.Parsing;

namespace ApiAccounts.Tools;

/// <summary>A program of several commands, which dev.cs hands one of them to.</summary>
public sealed class ToolProgram(params Command[] commands)
{
    /// <summary>Every argument is what it looks like: no files of arguments, no bundles of short options.</summary>
    private static readonly ParserConfiguration Plain = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Exceptions and signals are handled here.</summary>
    private static readonly InvocationConfiguration Unguarded = new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };

    public IReadOnlyList<Command> Commands => commands;

    /// <returns>The exit code: 0 after success, 1 after a failure, 2 for wrong arguments.</returns>
    public async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        try
        {
            return await Parse(args).InvokeAsync(Unguarded, cancellationToken);
        }
        catch (ToolException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return failure.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Console.WriteLine("Stopped.");
            return args[0] == "up" ? 0 : 1;
        }
    }

    /// <exception cref="ToolException">There is no such command, or it takes other arguments.</exception>
    public ParseResult Parse(string[] args)
    {
        var name = args.FirstOrDefault();
        var command = commands.FirstOrDefault(command => command.Name == name)
            ?? throw ToolException.OfArguments($"Unknown command '{name}': it is {Listed(commands, "or")}.");
        var parsed = command.Parse(args[1..], Plain);
        return FaultIn(parsed, command) is { } fault ? throw ToolException.OfArguments(fault) : parsed;
    }

    private static string? FaultIn(ParseResult parsed, Command command)
    {
        if (command.TreatUnmatchedTokensAsErrors && parsed.UnmatchedTokens is [var unknown, ..])
            return $"'{unknown.Split('=')[0]}' is not an option of {command.Name}, which has {Listed(command.Options, "and")}.";
        var given = parsed.CommandResult.Children.OfType<OptionResult>().Where(option => !option.Implicit).ToList();
        if (given.FirstOrDefault(option => option.IdentifierTokenCount > 1) is { } twice) return $"{twice.Option.Name} is given twice.";
        if (given.FirstOrDefault(option => option.Tokens is [] && option.Option.ValueType != typeof(bool)) is { } bare)
            return $"{bare.Option.Name} needs a value.";
        return parsed.Errors is [var error, ..] ? error.Message : null;
    }

    private static string Listed(IEnumerable<Symbol> symbols, string conjunction) =>
        symbols.Select(symbol => symbol.Name).ToArray() is [.. [_, ..] others, var last]
            ? $"{string.Join(", ", others)} {conjunction} {last}"
            : string.Concat(symbols.Select(symbol => symbol.Name));
}
