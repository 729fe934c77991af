// What somebody has to be told: messages that nobody could work on, answers that say the app is at fault, and an app that is not ready.

param namePrefix string
param location string

@description('The workspace that the logs are in, and the Application Insights that asks for the health of the app.')
param workspaceId string
param insightsId string

@description('The address of the app, without a path.')
param appUri string

@description('Who is mailed; the alerts are only seen in the portal when empty.')
param email string

@description('From how many percent of answers with a 5xx status on somebody is told.')
param serverErrorPercent int

@description('How often /healthz/ready is asked for; 0 for never.')
param healthCheckMinutes int

var actionGroups = empty(email)
  ? []
  : [
      people.id
    ]
var healthCheckName = '${namePrefix}-ready'

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: '${namePrefix}-people'
  location: 'global'
  properties: {
    enabled: true
    groupShortName: 'accounts'
    emailReceivers: [
      {
        name: 'e-mail'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource poison 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: '${namePrefix}-poison'
  location: location
  kind: 'LogAlert'
  properties: {
    displayName: 'Messages in a poison queue'
    description: 'Messages that the app could not work on lie in a poison queue: see what to do in docs/deployment.md. It ends when the queue is empty.'
    severity: 1
    enabled: true
    autoMitigate: true
    scopes: [
      workspaceId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: '''
AppTraces
| where Message contains "messages are in the queue"
'''
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: actionGroups
    }
  }
}

resource serverErrors 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: '${namePrefix}-server-errors'
  location: location
  kind: 'LogAlert'
  properties: {
    displayName: 'Answers with a 5xx status'
    description: 'More than ${serverErrorPercent} % of the answers of the last 15 minutes, and at least 5, said that the app is at fault.'
    severity: 1
    enabled: true
    autoMitigate: true
    scopes: [
      workspaceId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: '''
AppRequests
| where toint(ResultCode) between (100 .. 599)
| summarize Failed = sumif(ItemCount, toint(ResultCode) >= 500), Answered = sum(ItemCount)
| where Failed >= 5
| project FailedPercent = 100.0 * Failed / Answered
'''
          metricMeasureColumn: 'FailedPercent'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: serverErrorPercent
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: actionGroups
    }
  }
}

// Flex Consumption has no health check of its own: Application Insights asks, from outside, as a caller would.
resource healthCheck 'Microsoft.Insights/webtests@2022-06-15' = if (healthCheckMinutes > 0) {
  name: healthCheckName
  location: location
  kind: 'standard'
  tags: {
    'hidden-link:${insightsId}': 'Resource'
  }
  properties: {
    SyntheticMonitorId: healthCheckName
    Name: healthCheckName
    Description: 'Asks /healthz/ready whether the app and its tables and queues answer.'
    Enabled: true
    Kind: 'standard'
    Frequency: healthCheckMinutes * 60
    Timeout: 30
    RetryEnabled: true
    Locations: [
      {
        Id: 'emea-nl-ams-azr'
      }
      {
        Id: 'us-va-ash-azr'
      }
    ]
    Request: {
      RequestUrl: '${appUri}/healthz/ready'
      HttpVerb: 'GET'
      ParseDependentRequests: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 7
    }
  }
}

resource notReady 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = if (healthCheckMinutes > 0) {
  name: '${namePrefix}-not-ready'
  location: location
  kind: 'LogAlert'
  properties: {
    displayName: 'The app is not ready'
    description: '/healthz/ready did not answer 200 to two health checks within half an hour: its answer names the tables and queues that are silent.'
    severity: 0
    enabled: true
    autoMitigate: true
    scopes: [
      workspaceId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT30M'
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: '''
AppAvailabilityResults
| where Success == false
'''
          timeAggregation: 'Count'
          operator: 'GreaterThanOrEqual'
          threshold: 2
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: actionGroups
    }
  }
}
