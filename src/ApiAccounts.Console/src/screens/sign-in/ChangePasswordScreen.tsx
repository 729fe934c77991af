import { Button, Field, Input, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Problem } from '#/api/problem';
import { sessionCalls } from '#/session/calls';
import { sessionStore, useSessionState } from '#/session/store';
import { useSignOut } from '#/session/useSignOut';
import { ProblemBar } from '#/shared/ProblemBar';
import { useNotify } from '#/shared/useNotify';
import { useProblemText } from '#/shared/useProblemText';
import { Card } from './Card';
import { isOfNewPassword, NewPasswordFields, useNewPassword } from './NewPassword';

/** Changes one's own password: because one wants to, or because it is temporary and nothing else is allowed before. */
export function ChangePasswordScreen() {
  const t = useTranslations('passwords');
  const text = useProblemText();
  const navigate = useNavigate();
  const notify = useNotify();
  const { signOut } = useSignOut();
  const forced = useSessionState().session?.mustChangePassword ?? false;
  const [current, setCurrent] = useState('');
  const fresh = useNewPassword();
  const change = useMutation({
    mutationFn: () => sessionCalls.changePassword(current, fresh.password),
    onSuccess(session) {
      sessionStore.signedIn(session);
      notify(t('changed'));
      void navigate({ to: '/' });
    },
  });
  const ofCurrent =
    change.error instanceof Problem && (change.error.target === 'currentPassword' || change.error.code === 'wrong_password');
  const currentFault = fresh.checked && current === '' ? t('currentMissing') : ofCurrent ? text(change.error) : undefined;
  function submit() {
    if (fresh.check() && current !== '' && !change.isPending) change.mutate();
  }
  return (
    <Card title={t('changeTitle')} onSubmit={submit}>
      {forced && (
        <MessageBar layout="multiline">
          <MessageBarBody>{t('temporary')}</MessageBarBody>
        </MessageBar>
      )}
      {change.error && !ofCurrent && !isOfNewPassword(change.error) && <ProblemBar error={change.error} />}
      <Field label={t('current')} required {...(currentFault && { validationMessage: currentFault })}>
        <Input type="password" autoFocus autoComplete="current-password" value={current} onChange={(_, { value }) => setCurrent(value)} />
      </Field>
      <NewPasswordFields state={fresh} error={change.error} />
      <Button type="submit" appearance="primary" disabledFocusable={change.isPending}>
        {change.isPending ? t('busy') : t('change')}
      </Button>
      {forced ? (
        <Button onClick={() => void signOut()}>{t('signOut')}</Button>
      ) : (
        <Button onClick={() => void navigate({ to: '/' })}>{t('cancel')}</Button>
      )}
    </Card>
  );
}
