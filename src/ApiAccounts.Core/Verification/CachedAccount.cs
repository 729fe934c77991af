using ApiAccounts.Core.Directory.Authorizations;

namespace ApiAccounts.Core.Verification;

/// <summary>An API user or custom service and whose it is, as they are held.</summary>
/// <param name="Credential">Null where there is none.</param>
/// <param name="Holder">The operator at the same address; null where there is none.</param>
/// <param name="Grants">The groups and roles of the partner; null where the holder has none that grant anything.</param>
internal readonly record struct CachedAccount(Credential? Credential, CredentialHolder? Holder, PartnerGrants? Grants);
