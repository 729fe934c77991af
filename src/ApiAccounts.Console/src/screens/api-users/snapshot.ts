import type { ApiUserRow, OverviewPage } from './calls';
import { changesBetween } from './changes';
import type { OverviewQuery } from './query';

/** The positions of the first and the last row that one sees, counted from 0. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/** The overview as of one read of the server: its length, and those of its pages that were loaded. */
export class Snapshot {
  readonly query: OverviewQuery;
  readonly asOf: string;
  private readonly total: number;
  private readonly pageSize: number;
  private readonly pages = new Map<number, ApiUserRow[]>();
  /** Where the loaded rows are in the read of the server. */
  private readonly places = new Map<string, number>();
  /** The places of deleted rows, ascending: the server's pages still have them. */
  private readonly removed: number[] = [];

  constructor(query: OverviewQuery, first: OverviewPage, pageSize: number) {
    this.query = query;
    this.asOf = first.asOf;
    this.total = first.total;
    this.pageSize = pageSize;
    this.add(0, first);
  }

  /** The number of rows, loaded or not. */
  get count(): number {
    return this.total - this.removed.length;
  }

  add(page: number, { list }: OverviewPage): void {
    this.pages.set(page, [...list]);
    for (const [index, row] of list.entries()) this.places.set(row.apiUserId, page * this.pageSize + index);
  }

  /** Undefined while its page is not loaded. */
  rowAt(index: number): ApiUserRow | undefined {
    return this.at(this.placeOf(index));
  }

  /** The position of a row, or -1 if its page is not loaded. */
  indexOf(apiUserId: string): number {
    const place = this.places.get(apiUserId);
    return place === undefined ? -1 : place - this.removed.filter((other) => other < place).length;
  }

  /** The pages of a range that are not loaded. */
  missing(range: Range): number[] {
    return this.pagesOf(range).filter((page) => !this.pages.has(page));
  }

  /** The pages of a range. A range that is beyond the end has the last page. */
  pagesOf({ first, last }: Range): number[] {
    if (this.count <= 0) return [];
    const end = this.count - 1;
    const from = Math.floor(this.placeOf(Math.min(first, end)) / this.pageSize);
    const to = Math.floor(this.placeOf(Math.min(last, end)) / this.pageSize);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  }

  /** Takes a row out: the rows after it move up. */
  remove(apiUserId: string): void {
    const place = this.places.get(apiUserId);
    if (place === undefined) return;
    this.places.delete(apiUserId);
    this.removed.push(place);
    this.removed.sort((one, other) => one - other);
  }

  /**
   * Takes over the new values of rows that are loaded, each where it stands, so that nothing moves.
   * @param from The position of the first of the rows read anew.
   * @returns Whether any value is new, and how many rows came, went or moved; null if the rows are older than those that are shown.
   */
  merge(from: number, { asOf, total, list }: OverviewPage): { valuesChanged: boolean; changes: number } | null {
    if (new Date(asOf) < new Date(this.asOf)) return null;
    let valuesChanged = false;
    for (const row of list) valuesChanged = this.replace(row) || valuesChanged;
    const shown = list.flatMap((_, index) => this.rowAt(from + index)?.apiUserId ?? []);
    const fresh = list.map((row) => row.apiUserId);
    return { valuesChanged, changes: Math.max(changesBetween(shown, fresh), Math.abs(total - this.count)) };
  }

  private replace(row: ApiUserRow): boolean {
    const place = this.places.get(row.apiUserId);
    if (place === undefined || JSON.stringify(this.at(place)) === JSON.stringify(row)) return false;
    const page = this.pages.get(Math.floor(place / this.pageSize));
    if (page !== undefined) page[place % this.pageSize] = row;
    return true;
  }

  private at(place: number): ApiUserRow | undefined {
    return this.pages.get(Math.floor(place / this.pageSize))?.[place % this.pageSize];
  }

  private placeOf(index: number): number {
    let place = index;
    for (const gone of this.removed) if (gone <= place) place++;
    return place;
  }
}
