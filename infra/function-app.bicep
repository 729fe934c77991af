// The app: its plan, how it scales, and its settings. Each setting is one name and one plain value, as the portal shows them; what a setting
// means is in docs/settings.md.

@description('A name that no other app in Azure has: it is the first part of the address.')
param name string
param planName string
param location string

@description('The tag that azd finds the app by.')
param serviceName string

@description('The user-assigned identity of the app: its resource, and its client id.')
param identityId string
param identityClientId string

@description('MB of memory of an instance; its share of a CPU grows with it.')
param instanceMemoryMB int

@description('How many instances there may be of each function group: one for HTTP, one for each queue and timer.')
param maximumInstanceCount int

@description('How many instances answer HTTP also when nobody calls.')
param alwaysReadyInstances int

@description('How many requests an instance takes at once before there is another instance.')
param httpConcurrency int

@description('How instances of an older version make way for those of a newer one: all at once, or a few at a time.')
param updateStrategy string

@description('Whether the instances are spread over the zones of the region.')
param zoneRedundant bool

@description('The subnet that calls go out from; empty for none.')
param subnetId string

@description('Where browsers may call from, as https://console.example.com; nowhere when empty.')
param corsOrigins string[]

@description('The addresses of the host\'s own storage.')
param hostBlobUri string
param hostQueueUri string
param hostTableUri string

@description('The container that the package of the app is in.')
param packageContainer string

@description('The addresses of the storage of the accounts.')
param accountsQueueUri string
param accountsTableUri string

@description('Who the first administrator is, by its e-mail address; none is made when empty.')
param administratorEmail string

@description('The vault of the keys, and the numbers of those that are in use.')
param vaultName string
param oldestPepper int
param newestPepper int
param oldestSigningKey int
param newestSigningKey int

param insightsConnectionString string
param workspaceId string

@description('How many partitions hold the accounts.')
param buckets int

@description('The host name that people see in the links of mails; that of the app when empty.')
param publicHostName string

@description('More settings, or other values, by their names in docs/settings.md.')
param settings object

// Of each call the host would log that it began and that it ended: at many calls that costs more than all else.
var hostSettings = {
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  ASPNETCORE_FORWARDEDHEADERS_ENABLED: 'true' // or the address of every caller would be that of Azure's front end; goes with Http__TrustedProxies
  AzureFunctionsJobHost__logging__logLevel__Function: 'Warning'
  AzureWebJobsDisableHomepage: 'true' // the console is at /, where the host would answer with a page of its own
  AzureWebJobsStorage__blobServiceUri: hostBlobUri
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__queueServiceUri: hostQueueUri
  AzureWebJobsStorage__tableServiceUri: hostTableUri
}

var accountSettings = {
  Accounts__Buckets: string(buckets)
  AccountsStorage__clientId: identityClientId
  AccountsStorage__credential: 'managedidentity'
  AccountsStorage__queueServiceUri: accountsQueueUri
  AccountsStorage__tableServiceUri: accountsTableUri
  Http__TrustedProxies: '1'
  Invitations__Page: 'https://${empty(publicHostName) ? app.properties.defaultHostName : publicHostName}/invitation'
}

var administratorSettings = empty(administratorEmail)
  ? {}
  : {
      Bootstrap__AdminEmail: administratorEmail
      Bootstrap__AdminPassword: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=first-administrator)'
    }

var pepperSettings = toObject(
  range(oldestPepper, newestPepper - oldestPepper + 1),
  number => 'Secrets__Peppers__${number}',
  number => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=pepper-${number})'
)

var signingKeySettings = toObject(
  range(oldestSigningKey, newestSigningKey - oldestSigningKey + 1),
  number => 'Tokens__SigningKeys__${number}',
  number => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=signing-key-${number})'
)

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  tags: {
    'azd-service-name': serviceName
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${hostBlobUri}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances == 0
          ? []
          : [
              {
                name: 'http'
                instanceCount: alwaysReadyInstances
              }
            ]
        triggers: {
          http: {
            perInstanceConcurrency: httpConcurrency
          }
        }
      }
      #disable-next-line BCP037 // the types of Bicep do not know it yet; the service does
      siteUpdateStrategy: {
        type: updateStrategy
      }
    }
    siteConfig: {
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      cors: {
        allowedOrigins: corsOrigins
      }
    }
  }
}

// The package comes with an identity: user names and passwords of the deployment endpoints are turned off.
resource ftpPasswords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource scmPasswords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

resource appSettings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(hostSettings, accountSettings, administratorSettings, pepperSettings, signingKeySettings, settings)
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

output name string = app.name
output uri string = 'https://${app.properties.defaultHostName}'
