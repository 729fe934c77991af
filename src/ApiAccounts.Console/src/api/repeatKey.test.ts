import { expect, it } from 'vitest';
import { RepeatKey } from './repeatKey';

it('is the same key while the same body is sent again', () => {
  const key = new RepeatKey();
  expect(key.of({ name: 'Night shift' })).toBe(key.of({ name: 'Night shift' }));
});

it('is another key for another body, and for another form', () => {
  const key = new RepeatKey();
  const first = key.of({ name: 'Night shift' });
  expect(key.of({ name: 'Day shift' })).not.toBe(first);
  expect(new RepeatKey().of({ name: 'Night shift' })).not.toBe(first);
});
