// One installation: a resource group with the app, the storage of the accounts, the host's own storage, the vault of the keys, and what watches
// over them. docs/deployment.md says how it is used; azure.yaml uses it.

targetScope = 'subscription'

import { roles } from 'roles.bicep'

@description('What this installation is called. With the region it decides the names of all there is in it.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('The region: westeurope.')
@minLength(1)
param location string

@description('The e-mail address of the first administrator; none is made when empty.')
param administratorEmail string = ''

@description('The principal that deploys: it may read the password of the first administrator, and no other secret. Nobody may when empty.')
param deployerPrincipalId string = ''

@description('MB of memory of an instance of the app.')
@allowed([
  512
  2048
  4096
])
param instanceMemoryMB int = 2048

@description('How many instances there may be for HTTP, and for each queue and timer.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 100

@description('How many instances answer HTTP also when nobody calls: 1 or more takes away the cold start.')
@minValue(0)
@maxValue(1000)
param alwaysReadyInstances int = 0

@description('How many requests an instance takes at once before there is another. A call waits for storage most of its time.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int = 100

@description('How a new version takes over: Recreate restarts all instances at once, RollingUpdate a few at a time (a preview feature of Azure).')
@allowed([
  'Recreate'
  'RollingUpdate'
])
param updateStrategy string = 'Recreate'

@description('Whether app and plan are spread over the zones of the region, where it has them.')
param zoneRedundant bool = false

@description('How many partitions hold the accounts. It may grow later, and never shrink.')
@minValue(1)
@maxValue(4096)
param buckets int = 16

@description('How the accounts are replicated.')
@allowed([
  'Standard_LRS'
  'Standard_ZRS'
  'Standard_GRS'
  'Standard_GZRS'
  'Standard_RAGRS'
  'Standard_RAGZRS'
])
param accountsRedundancy string = 'Standard_ZRS'

@description('Whether storage and vault are reached through a virtual network only. The app itself is reached from everywhere.')
param privateNetwork bool = false

@description('The addresses of that network: a /24 or larger that nothing else uses.')
param addressPrefix string = '10.70.0.0/24'

@description('Who is mailed when something is wrong; nobody when empty.')
param alertEmail string = ''

@description('From how many percent of answers with a 5xx status on.')
@minValue(1)
@maxValue(100)
param serverErrorPercent int = 5

@description('How often /healthz/ready is asked for, from two continents: every 5, 10 or 15 minutes; 0 for never.')
@allowed([
  0
  5
  10
  15
])
param healthCheckMinutes int = 15

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('How many GB of logs a day are taken before the rest of the day is dropped; -1 for no limit.')
@minValue(-1)
param logDailyCapGB int = 5

@description('Whether every call of storage is logged, beside the counts of them.')
param logStorageCalls bool = false

@description('The number of the oldest pepper that still verifies secrets.')
@minValue(1)
param oldestPepper int = 1

@description('The number of the pepper that new secrets are hashed with. One more makes a new one.')
@minValue(1)
param newestPepper int = 1

@description('The number of the oldest key whose tokens still work.')
@minValue(1)
param oldestSigningKey int = 1

@description('The number of the key that tokens are signed with. One more makes a new one.')
@minValue(1)
param newestSigningKey int = 1

@description('What a pepper that is not in the vault yet is made of: 366 random bits, for this deployment only.')
@secure()
param pepperSeed string = '${newGuid()}${newGuid()}${newGuid()}'

@description('The same for a key that tokens are signed with.')
@secure()
param signingKeySeed string = '${newGuid()}${newGuid()}${newGuid()}'

@description('The password of the first administrator, if there is none in the vault yet.')
@secure()
param administratorPassword string = 'P${newGuid()}-1a'

@description('The host name that people see in the links of mails, where the app has one of its own.')
param publicHostName string = ''

@description('Where browsers may call from, as https://console.example.com; nowhere when empty.')
param corsOrigins string[] = []

@description('More settings of the app, by their names in docs/settings.md: { Mail__SmtpHost: \'smtp.example.com\' }.')
param settings object = {}

var token = uniqueString(subscription().id, environmentName, location)
var packageContainer = 'app-package'
var networkName = 'vnet-${token}'
var appSubnetName = 'app'

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'rg-${environmentName}-${location}'
  location: location
  tags: {
    'azd-env-name': environmentName
  }
}

module identity 'identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-${token}'
    location: location
  }
}

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: 'log-${token}'
    insightsName: 'appi-${token}'
    location: location
    retentionDays: logRetentionDays
    dailyCapGB: logDailyCapGB
    principalId: identity.outputs.principalId
  }
}

module hostStorage 'storage-account.bicep' = {
  name: 'host-storage'
  scope: group
  params: {
    name: 'sthost${token}'
    location: location
    redundancy: 'Standard_LRS'
    isPrivate: privateNetwork
    logsCalls: logStorageCalls
    workspaceId: monitoring.outputs.workspaceId
    principalId: identity.outputs.principalId
    roleIds: [
      roles.storageBlobDataContributor
      roles.storageQueueDataContributor
      roles.storageTableDataContributor
    ]
    containers: [
      packageContainer
    ]
  }
}

module accountsStorage 'storage-account.bicep' = {
  name: 'accounts-storage'
  scope: group
  params: {
    name: 'stdata${token}'
    location: location
    redundancy: accountsRedundancy
    isPrivate: privateNetwork
    logsCalls: logStorageCalls
    workspaceId: monitoring.outputs.workspaceId
    principalId: identity.outputs.principalId
    roleIds: [
      roles.storageQueueDataContributor
      roles.storageTableDataContributor
    ]
    queues: [
      'ended-operators'
      'ended-operators-poison'
      'outgoing-mail'
      'outgoing-mail-poison'
      'usage-pings'
      'usage-pings-poison'
    ]
    tables: [
      'Accounts'
      'Changes'
      'Deadlines'
      'Logins'
      'Tokens'
    ]
  }
}

module vault 'key-vault.bicep' = {
  name: 'key-vault'
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    isPrivate: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
    principalId: identity.outputs.principalId
  }
}

module peppers 'vault-secret.bicep' = [
  for number in range(oldestPepper, newestPepper - oldestPepper + 1): {
    name: 'pepper-${number}'
    scope: group
    params: {
      vaultName: vault.outputs.name
      name: 'pepper-${number}'
      value: base64('${pepperSeed}-${number}')
      readerId: ''
    }
  }
]

module signingKeys 'vault-secret.bicep' = [
  for number in range(oldestSigningKey, newestSigningKey - oldestSigningKey + 1): {
    name: 'signing-key-${number}'
    scope: group
    params: {
      vaultName: vault.outputs.name
      name: 'signing-key-${number}'
      value: base64('${signingKeySeed}-${number}')
      readerId: ''
    }
  }
]

module firstAdministrator 'vault-secret.bicep' = if (!empty(administratorEmail)) {
  name: 'first-administrator'
  scope: group
  params: {
    vaultName: vault.outputs.name
    name: 'first-administrator'
    value: administratorPassword
    readerId: deployerPrincipalId
  }
}

module network 'network.bicep' = if (privateNetwork) {
  name: 'network'
  scope: group
  params: {
    name: networkName
    location: location
    addressPrefix: addressPrefix
    appSubnetName: appSubnetName
    hostStorageId: hostStorage.outputs.id
    accountsStorageId: accountsStorage.outputs.id
    vaultId: vault.outputs.id
    token: token
  }
}

module app 'function-app.bicep' = {
  name: 'function-app'
  scope: group
  params: {
    name: 'func-${token}'
    planName: 'plan-${token}'
    location: location
    serviceName: 'api'
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyInstances: alwaysReadyInstances
    httpConcurrency: httpConcurrency
    updateStrategy: updateStrategy
    zoneRedundant: zoneRedundant
    subnetId: privateNetwork
      ? '${group.id}/providers/Microsoft.Network/virtualNetworks/${networkName}/subnets/${appSubnetName}'
      : ''
    corsOrigins: corsOrigins
    hostBlobUri: hostStorage.outputs.blobUri
    hostQueueUri: hostStorage.outputs.queueUri
    hostTableUri: hostStorage.outputs.tableUri
    packageContainer: packageContainer
    accountsQueueUri: accountsStorage.outputs.queueUri
    accountsTableUri: accountsStorage.outputs.tableUri
    administratorEmail: administratorEmail
    vaultName: vault.outputs.name
    oldestPepper: oldestPepper
    newestPepper: newestPepper
    oldestSigningKey: oldestSigningKey
    newestSigningKey: newestSigningKey
    insightsConnectionString: monitoring.outputs.insightsConnectionString
    workspaceId: monitoring.outputs.workspaceId
    buckets: buckets
    publicHostName: publicHostName
    settings: settings
  }
  dependsOn: [
    firstAdministrator
    network
    peppers
    signingKeys
  ]
}

module alerts 'alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    namePrefix: 'alert-${token}'
    location: location
    workspaceId: monitoring.outputs.workspaceId
    insightsId: monitoring.outputs.insightsId
    appUri: app.outputs.uri
    email: alertEmail
    serverErrorPercent: serverErrorPercent
    healthCheckMinutes: healthCheckMinutes
  }
}

// What infra/after-deploy.cs and people need; azd keeps them as variables of its environment.
output AZURE_RESOURCE_GROUP string = group.name
output APP_NAME string = app.outputs.name
output APP_ADDRESS string = app.outputs.uri
output KEY_VAULT_NAME string = vault.outputs.name
output KEY_VAULT_ADDRESS string = vault.outputs.uri
output AZURE_RESOURCE_MANAGER string = environment().resourceManager
output ADMINISTRATOR_EMAIL string = administratorEmail
output ACCOUNTS_STORAGE_NAME string = accountsStorage.outputs.name
output ACCOUNTS_STORAGE_TABLES string = accountsStorage.outputs.tableUri
output ACCOUNTS_STORAGE_QUEUES string = accountsStorage.outputs.queueUri
output APP_IDENTITY_CLIENT_ID string = identity.outputs.clientId
output LOG_WORKSPACE_NAME string = monitoring.outputs.workspaceName
