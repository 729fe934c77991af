using System.ComponentModel.DataAnnotations;

namespace ApiAccounts.Core.Kernel.Settings;

internal static class SettingName
{
    private const string Suffix = "Options";

    /// <summary>Returns the name of the validated setting as an administrator writes it: <c>Usage__CommitInterval</c>.</summary>
    public static string Of(ValidationContext context)
    {
        var options = context.ObjectType.Name;
        var section = options.EndsWith(Suffix, StringComparison.Ordinal) ? options[..^Suffix.Length] : options;
        return $"{section}__{context.MemberName}";
    }
}
