import { Tooltip } from '@fluentui/react-components';
import { useTranslations } from 'use-intl';
import { useFormats } from '#/formats/useFormats';
import { RelativeTime } from '#/shared/RelativeTime';
import { lastLoginOf, type Operator } from './operators';

export function LastLogin({ operator }: { operator: Operator }) {
  const t = useTranslations('operators');
  const formats = useFormats();
  const state = lastLoginOf(operator, new Date());
  if (state === 'at' && operator.lastLoginAt) return <RelativeTime time={operator.lastLoginAt} />;
  if (state === 'none' || state === 'at' || operator.invitationEndsAt === null) return t('lastLogins.none');
  const hint = t(`invitationEnds.${state}`, { at: formats.dateTime(operator.invitationEndsAt) });
  return (
    <Tooltip content={hint} relationship="description">
      <span>{t(`lastLogins.${state}`)}</span>
    </Tooltip>
  );
}
