import { expect, it } from 'vitest';
import { kindOf, numberOf } from './ids';

it.each([
  ['20000000-2000-8000-8080-09ee72080c71', 'apiUser'],
  ['40000000-2000-8000-8080-0fc28d1189f3', 'operator'],
  ['60000000-2000-8000-8080-0B3F1C2D4E5F', 'customService'],
  ['80000000-4000-8000-8001-1b35cf2fd7aa', 'group'],
])('knows what %s identifies', (id, kind) => {
  expect(kindOf(id)).toBe(kind);
});

it.each(['', '40000000-2000-4000-8080-0fc28d1189f3', '00000000-2000-8000-8080-0fc28d1189f3', 'ada@demo.example'])(
  'knows no kind of "%s"',
  (id) => {
    expect(kindOf(id)).toBeNull();
    expect(numberOf(id)).toBeNull();
  },
);

it('reads the number of an operator, however large', () => {
  expect(numberOf('40000000-2000-8000-8080-0fc28d1189f3')).toBe(1);
  expect(numberOf('40000000-2000-8001-8000-0fc28d1189f3')).toBe(128);
  expect(numberOf('40000000-3fff-8fff-bf80-0fc28d1189f3')).toBe(4294967295);
});
