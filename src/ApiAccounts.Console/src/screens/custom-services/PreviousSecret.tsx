import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useTranslations } from 'use-intl';
import { useFormats } from '#/formats/useFormats';
import type { CustomService } from './calls';

/** Whether the secret before the last regeneration still works, and whether anything still uses it. */
export function PreviousSecret({ previous }: { previous: NonNullable<CustomService['previousSecret']> }) {
  const t = useTranslations('customServices');
  const formats = useFormats();
  const ends = formats.exact(previous.endsAt);
  return (
    <MessageBar intent={previous.lastUsedAt ? 'warning' : 'info'} layout="multiline">
      <MessageBarBody>
        {previous.lastUsedAt ? t('previousUsed', { ends, at: formats.exact(previous.lastUsedAt) }) : t('previousUnused', { ends })}
      </MessageBarBody>
    </MessageBar>
  );
}
