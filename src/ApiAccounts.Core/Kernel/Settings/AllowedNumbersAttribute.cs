using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ApiAccounts.Core.Kernel.Settings;

/// <summary>Restricts a setting to a few numbers. The message names the setting, its value and the allowed numbers.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AllowedNumbersAttribute(params int[] numbers) : ValidationAttribute
{
    public IReadOnlyList<int> Numbers => numbers;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is int number && numbers.Contains(number)
            ? ValidationResult.Success
            : new(string.Create(
                CultureInfo.InvariantCulture,
                $"{SettingName.Of(validationContext)} must be {string.Join(", ", numbers[..^1])} or {numbers[^1]}; it is '{value}'."));
}
