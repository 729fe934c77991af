import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useTranslations } from 'use-intl';
import { useFormats } from '#/formats/useFormats';
import type { ApiUser } from './apiUser';
import { isRunning } from './rotation';

/** Whether the secret before the last rotation is still used: whoever uses it stops working when it ends. */
export function PreviousSecret({ previous }: { previous: ApiUser['previousSecret'] }) {
  const t = useTranslations('apiUser');
  const formats = useFormats();
  if (!isRunning(previous, new Date())) return null;
  const { endsAt, lastUsedAt } = previous;
  const used = lastUsedAt !== null;
  return (
    <MessageBar intent={used ? 'warning' : 'info'} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{t('previous', { at: formats.dateTime(endsAt), relative: formats.relative(endsAt) })}</MessageBarTitle>{' '}
        {used ? t('previousUsed', { relative: formats.relative(lastUsedAt), at: formats.dateTime(lastUsedAt) }) : t('previousUnused')}
      </MessageBarBody>
    </MessageBar>
  );
}
