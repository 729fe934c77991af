// A secret that is made once and never again: whoever deploys anew changes nothing about it. A pepper that were replaced would end every
// credential.

import { roles } from 'roles.bicep'

param vaultName string
param name string

@description('What it is, if it is not there yet.')
@secure()
param value string

@description('The principal that may read this secret, beside those that may read all; nobody when empty.')
param readerId string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

@onlyIfNotExists()
resource secret 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: name
  properties: {
    value: value
  }
}

resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(readerId)) {
  name: guid(secret.id, readerId, roles.keyVaultSecretsUser)
  scope: secret
  properties: {
    principalId: readerId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
  }
}
