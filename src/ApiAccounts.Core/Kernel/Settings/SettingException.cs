namespace ApiAccounts.Core.Kernel.Settings;

/// <summary>A setting is missing or wrong. The message names the setting, its value and what is allowed.</summary>
public sealed class SettingException(string message) : Exception(message);
