import type { Schema } from '#/api/client';
import type { Errors } from './calls';

/** A bar of a chart. */
export interface Point {
  readonly key: string;
  readonly count: number;
}

const hour = 3_600_000;

/** What each period had, those without requests too: the last so many hours or UTC days, the oldest first, as of the time of the answer. */
export function pointsOf({ asOf, list }: Pick<Schema<'Usage'>, 'asOf' | 'list'>, by: 'hour' | 'day', periods: number): readonly Point[] {
  const length = by === 'hour' ? hour : 24 * hour;
  const counts = new Map(list.map(({ at, requests }) => [new Date(at).getTime(), requests]));
  const last = Math.floor(new Date(asOf).getTime() / length) * length;
  return Array.from({ length: periods }, (_, index) => {
    const at = last - (periods - 1 - index) * length;
    return { key: new Date(at).toISOString(), count: counts.get(at) ?? 0 };
  });
}

/** The errors of all days by code, the most frequent first. Those without a code have an empty key. */
export function errorsByCode({ list }: Pick<Errors, 'list'>): readonly Point[] {
  const counts = new Map<string, number>();
  for (const { code, errors } of list) counts.set(String(code ?? ''), (counts.get(String(code ?? '')) ?? 0) + errors);
  return [...counts]
    .map(([key, count]) => ({ key, count }))
    .sort((one, other) => other.count - one.count || one.key.localeCompare(other.key));
}

export const sumOf = (points: readonly Point[]) => points.reduce((sum, { count }) => sum + count, 0);
