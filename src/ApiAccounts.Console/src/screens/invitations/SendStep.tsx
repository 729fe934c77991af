import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useTranslations } from 'use-intl';
import type { Schema } from '#/api/client';
import { useFormats } from '#/formats/useFormats';
import { Facts } from '#/shared/Facts';
import { ProblemBar } from '#/shared/ProblemBar';
import { type Draft, expiresAtOf } from './draft';

/** Everything once more before it is sent. */
export function SendStep({ draft, roles, error }: { draft: Draft; roles: readonly Schema<'Role'>[]; error: unknown }) {
  const t = useTranslations('invite');
  const formats = useFormats();
  const end = expiresAtOf(draft.lastDay);
  const chosen = roles.filter(({ roleId }) => draft.roles.includes(roleId)).map(({ name }) => name);
  return (
    <>
      {error ? <ProblemBar error={error} /> : null}
      <Facts
        list={[
          [t('email'), draft.email],
          [t('name'), `${draft.firstName} ${draft.lastName}`.trim()],
          [t('userName'), draft.userName.trim() || draft.email],
          [t('reason'), draft.reason || t('none')],
          [t('lastDay'), end ? formats.exact(end) : t('never')],
          [t('roles'), chosen.join(', ')],
          [t('apiOnly'), draft.apiOnly ? t('yes') : t('no')],
        ]}
      />
      <MessageBar layout="multiline">
        <MessageBarBody>{draft.apiOnly ? t('noInvitation') : t('mail', { email: draft.email })}</MessageBarBody>
      </MessageBar>
    </>
  );
}
