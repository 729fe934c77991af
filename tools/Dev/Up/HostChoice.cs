namespace ApiAccounts.Tools.Dev.Up;

/// <summary>What <c>--host</c> may be.</summary>
internal enum HostChoice
{
    Auto,
    Self,
    Func,
}
