using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ApiAccounts.Core.Kernel.Settings;

/// <summary>A <see cref="RangeAttribute"/> whose message names the setting, its value and the allowed range.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AllowedRangeAttribute : RangeAttribute
{
    /// <summary>A range of time spans, written <c>[d.]hh:mm:ss[.fffffff]</c>.</summary>
    public AllowedRangeAttribute(string minimum, string maximum)
        : base(typeof(TimeSpan), minimum, maximum) => ParseLimitsInInvariantCulture = true;

    public AllowedRangeAttribute(int minimum, int maximum)
        : base(minimum, maximum)
    {
    }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) => base.IsValid(value)
        ? ValidationResult.Success
        : new(string.Create(
            CultureInfo.InvariantCulture,
            $"{SettingName.Of(validationContext)} must be between {Minimum} and {Maximum}; it is '{value}'."));
}
