using System.Diagnostics.CodeAnalysis;

namespace ApiAccounts.Core.Kernel;

/// <summary>The outcome of a use case: a value or an expected failure. Bugs and outages throw instead.</summary>
public readonly struct Result<T>
{
    private readonly T? value;

    private Result(T? value, Error? error)
    {
        this.value = value;
        Error = error;
    }

    /// <summary>The failure; null on success.</summary>
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
    /// <summary>Wraps a value where the compiler does not convert it implicitly.</summary>
    public static Result<T> Of<T>(T value) => value;
}

/// <summary>The value of a <see cref="Result{T}"/> that only signals success.</summary>
public readonly record struct Unit;
