import type { ApiUserRow, OverviewPage } from './calls';

/** A row of the tests: what is not given does not matter. */
export function rowOf(apiUserId: string, members: Partial<ApiUserRow> = {}): ApiUserRow {
  return {
    apiUserId,
    operatorId: '40000000-2000-8000-8080-0fc28d1189f3',
    operator: 'Ada Archer',
    userName: `name of ${apiUserId}`,
    description: '',
    type: 'Generic',
    enabled: true,
    expiresAt: null,
    rateLimit: null,
    createdAt: '2026-11-01T00:00:00Z',
    lastUsed: { status: 'notYetUsed', at: null },
    requestsLast30Days: 0,
    previousSecret: null,
    ...members,
  };
}

/** A page of rows with these ids. */
export function pageOf(ids: readonly string[], total: number, asOf: string): OverviewPage {
  return { asOf, total, list: ids.map((id) => rowOf(id)) };
}
