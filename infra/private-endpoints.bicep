// An address in the virtual network for each service of one resource, and the names that lead to it.

@description('What the endpoints are called, before a hyphen and the service.')
param name string
param location string

@description('The resource that is reached through them.')
param targetId string

@description('The services of it: blob, queue, table; vault.')
param services string[]

param subnetId string

@description('The ids of the private DNS zones, by service.')
param zoneIds object

resource endpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [
  for service in services: {
    name: '${name}-${service}'
    location: location
    properties: {
      subnet: {
        id: subnetId
      }
      privateLinkServiceConnections: [
        {
          name: service
          properties: {
            privateLinkServiceId: targetId
            groupIds: [
              service
            ]
          }
        }
      ]
    }
  }
]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [
  for (service, index) in services: {
    parent: endpoints[index]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: service
          properties: {
            privateDnsZoneId: zoneIds[service]
          }
        }
      ]
    }
  }
]
