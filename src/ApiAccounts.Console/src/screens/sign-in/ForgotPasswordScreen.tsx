import { Button, Field, Input, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { passwordCalls } from '#/session/calls';
import { AppLink } from '#/shared/links';
import { ProblemBar } from '#/shared/ProblemBar';
import { Card } from './Card';

/** Asks for a mail with a link. The answer is the same whether the user name exists or not. */
export function ForgotPasswordScreen() {
  const t = useTranslations('passwords');
  const signIn = useTranslations('signIn');
  const [userName, setUserName] = useState('');
  const [missing, setMissing] = useState(false);
  const ask = useMutation({ mutationFn: () => passwordCalls.forgot(userName.trim()) });
  function submit() {
    setMissing(userName.trim() === '');
    if (userName.trim() !== '' && !ask.isPending) ask.mutate();
  }
  return (
    <Card title={t('forgotTitle')} onSubmit={submit}>
      {ask.isSuccess ? (
        <MessageBar intent="success" layout="multiline" politeness="assertive">
          <MessageBarBody>{t('mailed')}</MessageBarBody>
        </MessageBar>
      ) : (
        <>
          {t('forgotText')}
          {ask.error && <ProblemBar error={ask.error} />}
          <Field label={signIn('userName')} required {...(missing && { validationMessage: signIn('userNameMissing') })}>
            <Input autoFocus autoComplete="username" value={userName} onChange={(_, { value }) => setUserName(value)} />
          </Field>
          <Button type="submit" appearance="primary" disabledFocusable={ask.isPending}>
            {ask.isPending ? t('busy') : t('mailLink')}
          </Button>
        </>
      )}
      <AppLink to="/sign-in">{t('toSignIn')}</AppLink>
    </Card>
  );
}
