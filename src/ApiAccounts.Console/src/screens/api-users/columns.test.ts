import { expect, it } from 'vitest';
import { columnIds, keepVisibility, keptVisibility, layoutOf, sortKeyOf } from './columns';

function storageWith(text: string | null) {
  const values = { text };
  return {
    getItem: () => values.text,
    setItem(_: string, value: string) {
      values.text = value;
    },
  };
}

it('shows the columns of the documents at first', () => {
  const visibility = keptVisibility(storageWith(null));
  expect(columnIds.filter((id) => visibility[id] !== false)).toEqual([
    'operator',
    'userName',
    'type',
    'createdAt',
    'lastUsed',
    'requestsLast30Days',
    'usage',
    'description',
  ]);
});

it('shows what was chosen at the next visit', () => {
  const storage = storageWith(null);
  keepVisibility(storage, { ...keptVisibility(storage), type: false, rateLimit: true });
  expect(keptVisibility(storage)).toMatchObject({ type: false, rateLimit: true, operator: true, expiresAt: false });
});

it('does not hide the user name, and ignores what is no choice', () => {
  expect(keptVisibility(storageWith('{"userName":false,"type":"no","operator":false}'))).toMatchObject({ type: true, operator: false });
  expect(keptVisibility(storageWith('{"userName":false}'))).not.toHaveProperty('userName');
  expect(keptVisibility(storageWith('nonsense'))).toMatchObject({ operator: true });
  expect(keptVisibility(storageWith('null'))).toMatchObject({ operator: true });
});

it('has room for the button at the end', () => {
  expect(layoutOf(['operator', 'userName'])).toEqual({ columns: 'minmax(130px, 2fr) 224px 48px', minWidth: 402 });
});

it('sorts by the columns of the documents only', () => {
  expect(columnIds.filter((id) => sortKeyOf(id) === undefined)).toEqual(['usage', 'status', 'expiresAt', 'rateLimit', 'previousSecret']);
});
