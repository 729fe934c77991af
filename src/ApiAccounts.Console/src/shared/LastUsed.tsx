import { Tooltip } from '@fluentui/react-components';
import { useTranslations } from 'use-intl';
import type { Schema } from '#/api/client';
import { useFormats } from '#/formats/useFormats';

/** When an API user was last used: Unknown, Not yet used, or the date and time; explained on hover. */
export function LastUsed({ lastUsed }: { lastUsed: Schema<'ApiUser'>['lastUsed'] }) {
  const t = useTranslations('lastUsed');
  const formats = useFormats();
  if (lastUsed.status === 'used' && lastUsed.at) {
    return (
      <Tooltip content={t('usedHint', { relative: formats.relative(lastUsed.at) })} relationship="description">
        <time dateTime={lastUsed.at}>{formats.dateTime(lastUsed.at)}</time>
      </Tooltip>
    );
  }
  const status = lastUsed.status === 'unknown' ? 'unknown' : 'notYetUsed';
  return (
    <Tooltip content={t(`${status}Hint`)} relationship="description">
      <span>{t(status)}</span>
    </Tooltip>
  );
}
