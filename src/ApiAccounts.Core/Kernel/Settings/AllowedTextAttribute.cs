using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace ApiAccounts.Core.Kernel.Settings;

/// <summary>Restricts a setting to a pattern. The message names the setting, its value and the allowed form.</summary>
/// <param name="allowed">The pattern in words: "2 to 16 letters".</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AllowedTextAttribute(string pattern, string allowed) : ValidationAttribute
{
    public string Pattern { get; } = pattern;

    public string Allowed { get; } = allowed;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string text && Regex.IsMatch(text, Pattern, RegexOptions.CultureInvariant)
            ? ValidationResult.Success
            : new($"{SettingName.Of(validationContext)} must be {Allowed}; it is '{value}'.");
}
