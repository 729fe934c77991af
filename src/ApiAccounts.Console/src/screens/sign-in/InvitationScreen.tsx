import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { queries } from '#/api/queries';
import { sessionCalls } from '#/session/calls';
import { sessionStore } from '#/session/store';
import { AppLink } from '#/shared/links';
import { ProblemBar } from '#/shared/ProblemBar';
import { Card } from './Card';
import { isOfNewPassword, NewPasswordFields, useNewPassword } from './NewPassword';
import { useTokenOfLink } from './useTokenOfLink';

/** Where the link of an invitation leads: whoever chooses a password has accepted, and is signed in. */
export function InvitationScreen() {
  const t = useTranslations('invitation');
  const passwords = useTranslations('passwords');
  const navigate = useNavigate();
  const token = useTokenOfLink();
  const fresh = useNewPassword();
  const accept = useMutation({
    mutationFn: () => sessionCalls.acceptInvitation(token, fresh.password),
    onSuccess(session) {
      queries.clear();
      sessionStore.signedIn(session);
      void navigate({ to: '/' });
    },
  });
  function submit() {
    if (fresh.check() && !accept.isPending) accept.mutate();
  }
  if (token === '') {
    return (
      <Card title={t('title')}>
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{t('noToken')}</MessageBarBody>
        </MessageBar>
        <AppLink to="/sign-in">{passwords('toSignIn')}</AppLink>
      </Card>
    );
  }
  return (
    <Card title={t('title')} onSubmit={submit}>
      {t('text')}
      {accept.error && !isOfNewPassword(accept.error) && <ProblemBar error={accept.error} />}
      <NewPasswordFields state={fresh} error={accept.error} autoFocus />
      <Button type="submit" appearance="primary" disabledFocusable={accept.isPending}>
        {accept.isPending ? passwords('busy') : t('accept')}
      </Button>
    </Card>
  );
}
