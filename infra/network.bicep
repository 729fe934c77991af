// A virtual network through which alone the app reaches its storage and its vault: a subnet that it calls out from, one with a private endpoint
// for each service it calls, and the names by which they are found.

param name string
param location string

@description('The addresses of the network: a /24 or larger.')
param addressPrefix string

@description('The subnet that the app calls out from.')
param appSubnetName string

@description('What the private endpoints lead to.')
param hostStorageId string
param accountsStorageId string
param vaultId string

@description('What the names of the endpoints end with.')
param token string

var zoneNames = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  vault: 'privatelink${replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')}'
}
var zoneIds = toObject(
  items(zoneNames),
  zone => zone.key,
  zone => resourceId('Microsoft.Network/privateDnsZones', zone.value)
)

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        addressPrefix
      ]
    }
    subnets: [
      {
        name: appSubnetName
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          delegations: [
            {
              name: 'flex-consumption'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 1)
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
    ]
  }

  resource endpointSubnet 'subnets' existing = {
    name: 'endpoints'
  }
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for zone in items(zoneNames): {
    name: zone.value
    location: 'global'
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (zone, index) in items(zoneNames): {
    parent: zones[index]
    name: name
    location: 'global'
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: network.id
      }
    }
  }
]

module hostEndpoints 'private-endpoints.bicep' = {
  name: 'host-endpoints'
  params: {
    name: 'pe-host-${token}'
    location: location
    targetId: hostStorageId
    services: [
      'blob'
      'queue'
      'table'
    ]
    subnetId: network::endpointSubnet.id
    zoneIds: zoneIds
  }
  dependsOn: [
    zones
  ]
}

module accountsEndpoints 'private-endpoints.bicep' = {
  name: 'accounts-endpoints'
  params: {
    name: 'pe-data-${token}'
    location: location
    targetId: accountsStorageId
    services: [
      'queue'
      'table'
    ]
    subnetId: network::endpointSubnet.id
    zoneIds: zoneIds
  }
  dependsOn: [
    zones
  ]
}

module vaultEndpoints 'private-endpoints.bicep' = {
  name: 'vault-endpoints'
  params: {
    name: 'pe-kv-${token}'
    location: location
    targetId: vaultId
    services: [
      'vault'
    ]
    subnetId: network::endpointSubnet.id
    zoneIds: zoneIds
  }
  dependsOn: [
    zones
  ]
}
