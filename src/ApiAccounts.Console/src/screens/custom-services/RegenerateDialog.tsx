import { Field, SpinButton } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { RepeatKey } from '#/api/repeatKey';
import { ConfirmDialog } from '#/shared/ConfirmDialog';
import { SecretDialog } from '#/shared/SecretDialog';
import { type CustomService, customServicesKey, serviceCalls } from './calls';
import { overlapOf } from './overlap';

/** Regenerates the secret, with days in which the old one still works, and shows the new one the only time. */
export function RegenerateDialog({ service, onClose }: { service: CustomService; onClose: () => void }) {
  const t = useTranslations('customServices');
  const cache = useQueryClient();
  const [days, setDays] = useState(7);
  const [key] = useState(() => new RepeatKey());
  const regenerate = useMutation({
    mutationFn: () => serviceCalls.regenerate(service.clientId, days, key.of(days)),
    onSuccess: () => cache.invalidateQueries({ queryKey: customServicesKey }),
  });
  function close() {
    regenerate.reset();
    onClose();
  }
  if (regenerate.data) {
    const { clientId, clientSecret } = regenerate.data;
    return (
      <SecretDialog
        title={t('regeneratedTitle')}
        secrets={[{ of: service.name, userNameLabel: t('clientId'), userName: clientId, secretLabel: t('secret'), secret: clientSecret }]}
        onClose={close}
      />
    );
  }
  return (
    <ConfirmDialog
      open
      title={t('regenerateTitle', { name: service.name })}
      confirm={t('regenerate')}
      busy={regenerate.isPending}
      error={regenerate.error}
      onConfirm={() => !regenerate.isPending && regenerate.mutate()}
      onCancel={close}
    >
      <span>{t('regenerateText')}</span>
      <Field label={t('overlap')} hint={t('overlapHint')}>
        <SpinButton min={0} max={30} value={days} onChange={(_, data) => setDays(overlapOf(data, days))} />
      </Field>
    </ConfirmDialog>
  );
}
