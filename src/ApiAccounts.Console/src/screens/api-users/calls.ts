import { answerOf, api, type Schema } from '#/api/client';
import { problemOf } from '#/api/problem';
import { send } from '#/api/send';
import { defaultSort, type OverviewQuery } from './query';

export type ApiUserRow = Schema<'ApiUserOfOverview'>;

/** A page of the overview. `asOf` is the time of the read that it was cut from. */
export interface OverviewPage {
  readonly asOf: string;
  readonly total: number;
  readonly list: readonly ApiUserRow[];
}

const parametersOf = (query: OverviewQuery) => ({ sortBy: defaultSort, ...query });

/** @throws {Problem} */
export async function readPage(query: OverviewQuery, page: number, pageSize: number): Promise<OverviewPage> {
  const answer = await answerOf(api.GET('/api/v1/api-users', { params: { query: { ...parametersOf(query), page, pageSize } } }));
  // The route can also answer a CSV, which the document tells as a text. Without asking for it, it is JSON.
  return answer as Exclude<typeof answer, string>;
}

/** A part of the overview with the requests of its rows in the last 30 UTC days, today last. */
export interface OverviewWindow extends OverviewPage {
  readonly daily: ReadonlyMap<string, readonly number[]>;
}

/**
 * A page of at most 100 rows. For the server it is another list than the pages without days, so it does not end their read.
 * @throws {Problem}
 */
export async function readWindow(query: OverviewQuery, page: number, pageSize: number): Promise<OverviewWindow> {
  const parameters = { ...parametersOf(query), ...{ daily: true }, page, pageSize };
  const answer = await answerOf(api.GET('/api/v1/api-users', { params: { query: parameters } }));
  const { asOf, total, list } = answer as Omit<OverviewPage, 'list'> & { list: (ApiUserRow & { dailyRequests?: number[] })[] };
  const daily = new Map(list.map(({ apiUserId, dailyRequests = [] }) => [apiUserId, dailyRequests]));
  return { asOf, total, list: list.map(({ dailyRequests: _, ...row }) => row as ApiUserRow), daily };
}

/**
 * All rows as a file for spreadsheets, in the order and with the filters of the query.
 * @throws {Problem}
 */
export async function readCsv(query: OverviewQuery): Promise<Blob> {
  const address = new URL('/api/v1/api-users', window.location.origin);
  for (const [name, value] of Object.entries(parametersOf(query))) address.searchParams.set(name, String(value));
  const response = await send(new Request(address, { headers: { Accept: 'text/csv; bom=1' } }));
  if (!response.ok) throw await problemOf(response);
  return response.blob();
}

export interface OperatorOfRows {
  readonly operatorId: string;
  readonly operator: string;
}

/**
 * The operators whose name has the text and that have API users, by name.
 * @throws {Problem}
 */
export async function findOperators(text: string): Promise<readonly OperatorOfRows[]> {
  const search = text.trim();
  const { list } = await readPage(search === '' ? {} : { search }, 0, 1000);
  return operatorsOf(list, search);
}

/** The operators of some rows, each once, in the order of the rows. */
export function operatorsOf(rows: readonly OperatorOfRows[], text: string): readonly OperatorOfRows[] {
  const found = new Map<string, OperatorOfRows>();
  for (const { operatorId, operator } of rows) {
    if (operator.toLowerCase().includes(text.toLowerCase())) found.set(operatorId, { operatorId, operator });
  }
  return [...found.values()];
}
