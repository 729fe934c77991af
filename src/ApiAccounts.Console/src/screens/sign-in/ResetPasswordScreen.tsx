import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { passwordCalls } from '#/session/calls';
import { AppLink } from '#/shared/links';
import { ProblemBar } from '#/shared/ProblemBar';
import { Card } from './Card';
import { isOfNewPassword, NewPasswordFields, useNewPassword } from './NewPassword';
import { useTokenOfLink } from './useTokenOfLink';

/** Where the link of the mail leads that somebody gets who forgot the password. */
export function ResetPasswordScreen() {
  const t = useTranslations('passwords');
  const token = useTokenOfLink();
  const fresh = useNewPassword();
  const reset = useMutation({ mutationFn: () => passwordCalls.reset(token, fresh.password) });
  function submit() {
    if (fresh.check() && !reset.isPending) reset.mutate();
  }
  if (token === '' || reset.isSuccess) {
    return (
      <Card title={t('resetTitle')}>
        <MessageBar intent={reset.isSuccess ? 'success' : 'error'} layout="multiline" politeness="assertive">
          <MessageBarBody>{reset.isSuccess ? t('resetDone') : t('noToken')}</MessageBarBody>
        </MessageBar>
        {reset.isSuccess ? <AppLink to="/sign-in">{t('toSignIn')}</AppLink> : <AppLink to="/forgot-password">{t('newLink')}</AppLink>}
      </Card>
    );
  }
  return (
    <Card title={t('resetTitle')} onSubmit={submit}>
      {reset.error && !isOfNewPassword(reset.error) && <ProblemBar error={reset.error} />}
      <NewPasswordFields state={fresh} error={reset.error} autoFocus />
      <Button type="submit" appearance="primary" disabledFocusable={reset.isPending}>
        {reset.isPending ? t('busy') : t('set')}
      </Button>
    </Card>
  );
}
