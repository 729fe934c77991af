import { useTranslations } from 'use-intl';
import { RelativeTime } from '#/shared/RelativeTime';
import type { Operator } from './operators';

/** When an operator signed in last: the time, or why there is none. */
export function LastLogin({ operator }: { operator: Operator }) {
  const t = useTranslations('operators');
  const { status, at } = operator.lastLogin;
  return status === 'signedIn' ? at && <RelativeTime time={at} /> : t(`lastLogins.${status}`);
}
