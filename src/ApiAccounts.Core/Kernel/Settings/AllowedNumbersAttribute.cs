using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ApiAccounts.Core.Kernel.Settings;

/// <summary>A setting that has to be one of a few numbers, with a message that names it, what it was and what it may be.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AllowedNumbersAttribute(params int[] numbers) : ValidationAttribute
{
    public IReadOnlyList<int> Numbers => numbers;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is int number && numbers.Contains(number)
            ? ValidationResult.Success
            : new(string.Create(
                CultureInfo.InvariantCulture,
                $"{SettingName.Of(validationContext)} is '{value}'; it may be {string.Join(", ", numbers[..^1])} or {numbers[^1]}."));
}
