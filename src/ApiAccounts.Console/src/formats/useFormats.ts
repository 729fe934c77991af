import { useMemo } from 'react';
import { useFormatter } from 'use-intl';
import { useNow } from './now';

/** Dates, numbers and relative times in the locale. Times are ISO 8601, as the API has them. */
export function useFormats() {
  const format = useFormatter();
  const now = useNow();
  return useMemo(
    () => ({
      number: (value: number) => format.number(value),
      date: (time: string) => format.dateTime(new Date(time), { dateStyle: 'medium' }),
      dateTime: (time: string) => format.dateTime(new Date(time), { dateStyle: 'medium', timeStyle: 'short' }),
      /** The day that a time begins in UTC, as usage is counted. */
      utcDay: (time: string) => format.dateTime(new Date(time), { day: 'numeric', month: 'short', timeZone: 'UTC' }),
      hour: (time: string) => format.dateTime(new Date(time), { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
      time: (time: string) => format.dateTime(new Date(time), { timeStyle: 'medium' }),
      /** To the second, for logs. */
      second: (time: string) => format.dateTime(new Date(time), { dateStyle: 'medium', timeStyle: 'medium' }),
      /** To the second, with the zone: for what is explained on hover. */
      exact: (time: string) => format.dateTime(new Date(time), { dateStyle: 'full', timeStyle: 'long' }),
      relative: (time: string) => format.relativeTime(new Date(time), now),
    }),
    [format, now],
  );
}

/** 75 as 1:15, for a countdown. */
export function countdown(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
