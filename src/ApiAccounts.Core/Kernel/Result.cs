using System.Diagnostics.CodeAnalysis;

namespace ApiAccounts.Core.Kernel;

/// <summary>What a use case answers: a value, or the expected failure that kept it from one. Bugs and outages throw instead.</summary>
public readonly struct Result<T>
{
    private readonly T? value;

    private Result(T? value, Error? error)
    {
        this.value = value;
        Error = error;
    }

    /// <summary>Null when it went well.</summary>
    public Error? Error { get; }

    public bool TryGet([MaybeNullWhen(false)] out T result, [NotNullWhen(false)] out Error? error)
    {
        result = value;
        error = Error;
        return error is null;
    }

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);
}

public static class Result
{
    /// <summary>For where the compiler does not convert the value by itself.</summary>
    public static Result<T> Of<T>(T value) => value;
}

/// <summary>The value of a <see cref="Result{T}"/> that has nothing to tell but that it went well.</summary>
public readonly record struct Unit;
