using ApiAccounts.Core.Directory.Authorizations;

namespace ApiAccounts.Core.Verification;

/// <summary>A cached API user or custom service with its operator.</summary>
/// <param name="Credential">Null if it does not exist.</param>
/// <param name="Holder">The operator with its userId; null if it does not exist.</param>
/// <param name="Grants">The groups and roles of the partner; null if the holder has none that grant rights.</param>
internal readonly record struct CachedAccount(Credential? Credential, CredentialHolder? Holder, PartnerGrants? Grants);
