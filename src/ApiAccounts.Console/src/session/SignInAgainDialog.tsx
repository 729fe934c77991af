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
  tokens,
} from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ProblemBar } from '#/shared/ProblemBar';
import { sessionCalls } from './calls';
import { sessionStore, useSession } from './store';

const useStyles = makeStyles({ content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM } });

/** Over the page when a call finds the session ended. The page keeps what was typed, and the call is sent again. */
export default function SignInAgainDialog() {
  const styles = useStyles();
  const t = useTranslations('signIn');
  const { userName } = useSession();
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => sessionCalls.signIn(userName, password),
    onSuccess: (session) => sessionStore.signedIn(session),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    signIn.mutate();
  }
  return (
    <Dialog modalType="alert" open>
      <DialogSurface>
        <form onSubmit={submit}>
          <DialogBody>
            <DialogTitle>{t('againTitle')}</DialogTitle>
            <DialogContent className={styles.content}>
              {t('againText')}
              {signIn.error && <ProblemBar error={signIn.error} />}
              <Field label={t('userName')}>
                <Input readOnly tabIndex={-1} value={userName} autoComplete="username" />
              </Field>
              <Field label={t('password')} required>
                <Input
                  type="password"
                  autoComplete="current-password"
                  autoFocus
                  value={password}
                  onChange={(_, { value }) => setPassword(value)}
                />
              </Field>
            </DialogContent>
            <DialogActions>
              <Button type="submit" appearance="primary" disabledFocusable={signIn.isPending || password === ''}>
                {signIn.isPending ? t('busy') : t('submit')}
              </Button>
              <Button onClick={() => sessionStore.giveUp()}>{t('notNow')}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
