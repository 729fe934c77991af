/** What the server can sort the overview by. */
export const sortKeys = ['operator', 'userName', 'type', 'createdAt', 'lastUsed', 'requestsLast30Days', 'description'] as const;
export type SortKey = (typeof sortKeys)[number];

export const types = ['Generic', 'MobileApp', 'TransactionRecorder', 'Grafana'] as const;
export const statuses = ['used', 'notYetUsed', 'unknown'] as const;

/** Which API users are shown, and in which order. What is absent is the default: all, by operator, ascending. */
export interface OverviewQuery {
  readonly sortBy?: SortKey;
  readonly descending?: true;
  readonly operatorId?: string;
  readonly type?: (typeof types)[number];
  readonly lastUsed?: (typeof statuses)[number];
  readonly search?: string;
}

export const defaultSort: SortKey = 'operator';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The longest text that the server searches for. */
export const maxSearch = 255;

/** The query in an address. Whatever the address has that is no query is left out, so that a mistyped address shows the whole list. */
export function queryOf(search: Record<string, unknown>): OverviewQuery {
  const { operatorId } = search;
  // An address with ?search=123 has a number.
  const text = ['string', 'number'].includes(typeof search.search) ? String(search.search).slice(0, maxSearch) : '';
  return withoutDefaults({
    sortBy: oneOf(sortKeys, search.sortBy),
    descending: search.descending === true ? true : undefined,
    operatorId: typeof operatorId === 'string' && uuid.test(operatorId) ? operatorId : undefined,
    type: oneOf(types, search.type),
    lastUsed: oneOf(statuses, search.lastUsed),
    search: text === '' ? undefined : text,
  });
}

/** The query after a click on a column: the same column turns round, another begins ascending. */
export function sortedBy(query: OverviewQuery, sortBy: SortKey): OverviewQuery {
  const again = (query.sortBy ?? defaultSort) === sortBy;
  return withoutDefaults({ ...query, sortBy, descending: again && !query.descending ? true : undefined });
}

/** The query with some members changed. Undefined removes one. */
export function changed(query: OverviewQuery, change: { [Key in keyof OverviewQuery]: OverviewQuery[Key] | undefined }): OverviewQuery {
  return withoutDefaults({ ...query, ...change });
}

/** Whether anything but the order differs from the whole list. */
export function isFiltered(query: OverviewQuery): boolean {
  return [query.operatorId, query.type, query.lastUsed, query.search].some((value) => value !== undefined);
}

/** One text for each query: for what has to begin anew when it changes. */
export const keyOf = (query: OverviewQuery) => JSON.stringify(Object.entries(query).sort());

function withoutDefaults(query: { [Key in keyof OverviewQuery]: OverviewQuery[Key] | undefined }): OverviewQuery {
  const members = Object.entries(query).filter(([key, value]) => value !== undefined && !(key === 'sortBy' && value === defaultSort));
  return Object.fromEntries(members) as OverviewQuery;
}

function oneOf<Value extends string>(values: readonly Value[], value: unknown): Value | undefined {
  return values.find((each) => each === value);
}
