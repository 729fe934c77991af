namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>Where an API user is used. The names are what the dialects and the storage write.</summary>
public enum ApiUserType
{
    Generic,
    MobileApp,
    TransactionRecorder,
    Grafana,
}
