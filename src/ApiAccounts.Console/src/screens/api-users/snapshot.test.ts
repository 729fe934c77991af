import { expect, it } from 'vitest';
import { pageOf, rowOf } from './fakes';
import { Snapshot } from './snapshot';

const then = '2026-12-01T12:00:00Z';
const now = '2026-12-01T12:00:05Z';

const idsOf = (snapshot: Snapshot) => Array.from({ length: snapshot.count }, (_, index) => snapshot.rowAt(index)?.apiUserId ?? '-');

/** Seven rows in pages of two: a to g, of which the first and the third page are loaded. */
function sevenRows(): Snapshot {
  const snapshot = new Snapshot({}, pageOf(['a', 'b'], 7, then), 2);
  snapshot.add(2, pageOf(['e', 'f'], 7, then));
  return snapshot;
}

it('has the rows of the loaded pages at their positions', () => {
  expect(idsOf(sevenRows())).toEqual(['a', 'b', '-', '-', 'e', 'f', '-']);
  expect(sevenRows().indexOf('e')).toBe(4);
  expect(sevenRows().indexOf('c')).toBe(-1);
});

it('knows the pages that a range needs', () => {
  expect(sevenRows().missing({ first: 1, last: 5 })).toEqual([1]);
  expect(sevenRows().missing({ first: 0, last: 6 })).toEqual([1, 3]);
});

it('has the last page for a range beyond its end', () => {
  expect(sevenRows().pagesOf({ first: 90, last: 99 })).toEqual([3]);
});

it('needs no page when it is empty', () => {
  expect(new Snapshot({}, pageOf([], 0, then), 2).missing({ first: 0, last: 9 })).toEqual([]);
});

it('moves the rows after a removed one up, and still knows the pages of the server', () => {
  const snapshot = sevenRows();
  snapshot.remove('b');
  snapshot.remove('a');
  expect(idsOf(snapshot)).toEqual(['-', '-', 'e', 'f', '-']);
  expect(snapshot.indexOf('e')).toBe(2);
  expect(snapshot.missing({ first: 0, last: 1 })).toEqual([1]);
  snapshot.add(1, pageOf(['c', 'd'], 7, then));
  expect(idsOf(snapshot)).toEqual(['c', 'd', 'e', 'f', '-']);
});

it('takes new values over without moving a row', () => {
  const snapshot = sevenRows();
  const used = rowOf('a', { requestsLast30Days: 5 });
  const merged = snapshot.merge(0, { asOf: now, total: 7, list: [rowOf('b'), used] });
  expect(merged).toEqual({ valuesChanged: true, changes: 1 });
  expect(idsOf(snapshot).slice(0, 2)).toEqual(['a', 'b']);
  expect(snapshot.rowAt(0)?.requestsLast30Days).toBe(5);
});

it('says that nothing changed when nothing did', () => {
  expect(sevenRows().merge(4, pageOf(['e', 'f'], 7, now))).toEqual({ valuesChanged: false, changes: 0 });
});

it('counts rows that came elsewhere, by the total', () => {
  expect(sevenRows().merge(4, pageOf(['e', 'f'], 10, now))).toEqual({ valuesChanged: false, changes: 3 });
});

it('counts no change for a row that was removed here', () => {
  const snapshot = sevenRows();
  snapshot.remove('a');
  expect(snapshot.merge(0, pageOf(['b'], 6, now))).toEqual({ valuesChanged: false, changes: 0 });
});

it('takes nothing over from a read that is older than what is shown', () => {
  const snapshot = sevenRows();
  const older = { asOf: '2026-12-01T11:59:59.9Z', total: 9, list: [rowOf('a', { requestsLast30Days: 5 })] };
  expect(snapshot.merge(0, older)).toBeNull();
  expect(snapshot.rowAt(0)?.requestsLast30Days).toBe(0);
});
