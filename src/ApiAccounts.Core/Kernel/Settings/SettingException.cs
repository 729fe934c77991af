namespace ApiAccounts.Core.Kernel.Settings;

/// <summary>A setting is missing or wrong; the message is a sentence that says which, what it was and what it may be.</summary>
public sealed class SettingException(string message) : Exception(message);
