import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ProblemBar } from '#/shared/ProblemBar';
import { SecretDialog } from '#/shared/SecretDialog';
import type { ApiUser } from './apiUser';
import { apiUserKey, rotateApiUser } from './calls';
import { isRunning, maxOverlapDays, overlapOf } from './rotation';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  days: { maxWidth: '160px' },
});

/** Makes a new secret, shows it once, and lets the previous one work for as many days as one says. */
export function RotateDialog({ apiUser, onClose }: { apiUser: ApiUser; onClose: () => void }) {
  const styles = useStyles();
  const t = useTranslations('rotateApiUser');
  const cache = useQueryClient();
  const [days, setDays] = useState('7');
  // One key as long as the days stay the same: trying again after a lost answer gets the same secret.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [secret, setSecret] = useState<string | null>(null);
  const overlap = overlapOf(days);
  const rotate = useMutation({
    mutationFn: (overlapDays: number) => rotateApiUser(apiUser.apiUserId, overlapDays, key),
    onSuccess({ secret: shown, ...rotated }) {
      setSecret(shown);
      cache.setQueryData(apiUserKey(apiUser.apiUserId), rotated);
    },
  });
  function close() {
    setSecret(null);
    rotate.reset();
    onClose();
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (overlap !== null && !rotate.isPending) rotate.mutate(overlap);
  }
  if (secret !== null) {
    const { userName } = apiUser;
    const shown = { of: apiUser.description, userNameLabel: t('userName'), userName, secretLabel: t('secret'), secret };
    return <SecretDialog title={t('secretTitle')} secrets={[shown]} onClose={close} />;
  }
  return (
    <Dialog modalType="alert" open onOpenChange={(_, { open }) => !open && !rotate.isPending && onClose()}>
      <DialogSurface>
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle>{t('title')}</DialogTitle>
            <DialogContent className={styles.content}>
              <Text>{t('text')}</Text>
              {isRunning(apiUser.previousSecret, new Date()) && <Text weight="semibold">{t('endsPrevious')}</Text>}
              <Field
                label={t('days')}
                hint={overlap === 0 ? t('atOnce') : t('daysHint', { most: maxOverlapDays })}
                required
                {...(overlap === null && { validationMessage: t('daysRange', { most: maxOverlapDays }) })}
              >
                <Input
                  className={styles.days}
                  inputMode="numeric"
                  value={days}
                  onChange={(_, { value }) => {
                    setDays(value.trim());
                    setKey(crypto.randomUUID());
                  }}
                />
              </Field>
              {rotate.error && <ProblemBar error={rotate.error} />}
            </DialogContent>
            <DialogActions>
              <Button type="submit" appearance="primary" disabledFocusable={overlap === null || rotate.isPending}>
                {rotate.isPending ? t('busy') : t('confirm')}
              </Button>
              <Button disabledFocusable={rotate.isPending} onClick={() => !rotate.isPending && onClose()}>
                {t('cancel')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
