import { expect, it } from 'vitest';
import { Problem } from '#/api/problem';
import { DailyUsage, pathOf } from './dailyUsage';

function usage(failure?: Error) {
  const asked: number[] = [];
  const daily = new DailyUsage(async (ids) => {
    asked.push(ids.length);
    if (failure) throw failure;
    return new Map(ids.map((id) => [id, [1, 2]]));
  });
  return { asked, daily };
}

const rows = (count: number, requestsLast30Days = 3) =>
  Array.from({ length: count }, (_, index) => ({ apiUserId: `id ${index}`, requestsLast30Days }));

it('reads many rows in one call, and each once', async () => {
  const { asked, daily } = usage();
  await daily.ask(rows(250));
  await daily.ask(rows(250));
  expect(asked).toEqual([100, 100, 50]);
  expect(daily.current().byApiUser.get('id 249')).toEqual([1, 2]);
});

it('reads a row again when its count changed, and none without requests', async () => {
  const { asked, daily } = usage();
  await daily.ask(rows(2));
  await daily.ask([...rows(1, 4), ...rows(50, 0).slice(10)]);
  expect(asked).toEqual([2, 1]);
});

it('asks no more when the server has no such route', async () => {
  const { asked, daily } = usage(new Problem(404, 'not_found', 'No such path.'));
  await daily.ask(rows(1));
  await daily.ask(rows(2));
  expect(asked).toEqual([1]);
  expect(daily.current().missing).toBe(true);
});

it('asks again after an outage', async () => {
  const { asked, daily } = usage(new Problem(503, 'storage_unavailable', 'Later.'));
  await daily.ask(rows(1));
  await daily.ask(rows(1));
  expect(asked).toEqual([1, 1]);
  expect(daily.current().missing).toBe(false);
});

it('draws the first day at the left and the largest at the top', () => {
  expect(pathOf([0, 5, 10], 100, 20)).toBe('M0,20L50,10L100,0');
});

it('draws days without requests at the bottom', () => {
  expect(pathOf([0, 0], 100, 20)).toBe('M0,20L100,20');
  expect(pathOf([], 100, 20)).toBe('');
});
