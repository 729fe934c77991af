namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>The kind of client that uses an API user. The names are part of the dialects and of the storage format.</summary>
public enum ApiUserType
{
    Generic,
    MobileApp,
    TransactionRecorder,
    Grafana,
}
