import { Button, Field, Input, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Problem } from '#/api/problem';
import { countdown } from '#/formats/useFormats';
import { sessionCalls } from '#/session/calls';
import { sessionStore } from '#/session/store';
import { AppLink } from '#/shared/links';
import { ProblemBar } from '#/shared/ProblemBar';
import { Card } from './Card';
import { signInRoute } from './routes';

export function SignInScreen() {
  const t = useTranslations('signIn');
  const router = useRouter();
  const navigate = useNavigate();
  const { next, reason } = signInRoute.useSearch();
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const signIn = useMutation({
    mutationFn: () => sessionCalls.signIn(userName.trim(), password),
    onSuccess(session) {
      sessionStore.signedIn(session);
      if (session.mustChangePassword) void navigate({ to: '/change-password' });
      else if (next) router.history.push(next);
      else void navigate({ to: '/' });
    },
    onError: () => setPassword(''),
  });
  const lockedFor = useSecondsLeft(signIn.error);
  function submit() {
    const complete = userName.trim() !== '' && password !== '';
    setMissing(!complete);
    if (complete && lockedFor === 0 && !signIn.isPending) signIn.mutate();
  }
  return (
    <Card title={t('title')} onSubmit={submit}>
      {reason && !signIn.error && (
        <MessageBar layout="multiline">
          <MessageBarBody>{t(`reasons.${reason}`)}</MessageBarBody>
        </MessageBar>
      )}
      {lockedFor > 0 ? (
        <MessageBar intent="error" layout="multiline" politeness="assertive">
          <MessageBarBody>{t('locked', { left: countdown(lockedFor) })}</MessageBarBody>
        </MessageBar>
      ) : (
        signIn.error && !isLock(signIn.error) && <ProblemBar error={signIn.error} />
      )}
      <Field label={t('userName')} required {...(missing && userName.trim() === '' && { validationMessage: t('userNameMissing') })}>
        <Input
          autoFocus
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={userName}
          onChange={(_, { value }) => setUserName(value)}
        />
      </Field>
      <Field label={t('password')} required {...(missing && password === '' && { validationMessage: t('passwordMissing') })}>
        <Input type="password" autoComplete="current-password" value={password} onChange={(_, { value }) => setPassword(value)} />
      </Field>
      <Button type="submit" appearance="primary" disabledFocusable={signIn.isPending || lockedFor > 0}>
        {signIn.isPending ? t('busy') : t('submit')}
      </Button>
      <AppLink to="/forgot-password">{t('forgot')}</AppLink>
    </Card>
  );
}

const isLock = (error: unknown) => error instanceof Problem && error.code === 'sign_in_locked';

/** How many seconds a lock of the sign-in still lasts, counted down; 0 without one. */
function useSecondsLeft(error: unknown): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (!(error instanceof Problem) || !isLock(error)) return setLeft(0);
    const end = Date.now() + (error.retryAfterSeconds ?? 60) * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [error]);
  return left;
}
