import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslations } from 'use-intl';
import type { Schema } from '#/api/client';
import { useFormats } from '#/formats/useFormats';
import { can } from '#/session/session';
import { useSession } from '#/session/store';
import { LinkButton } from '#/shared/links';
import { Page } from '#/shared/Page';

const useStyles = makeStyles({ buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS } });

/** What happened: a mail is on its way, or the API-only user exists and gets none, and what comes next. */
export function InvitedPanel({ invited }: { invited: Schema<'SentInvitation'> }) {
  const styles = useStyles();
  const t = useTranslations('invite');
  const formats = useFormats();
  const session = useSession();
  const name = `${invited.firstName} ${invited.lastName}`.trim();
  const end = invited.invitationEndsAt;
  return (
    <Page
      title={invited.apiOnly ? t('createdTitle', { name }) : t('invitedTitle', { name })}
      crumbs={[{ label: t('invitations'), link: { to: '/invitations' } }]}
    >
      <MessageBar intent="success" layout="multiline">
        <MessageBarBody>
          {invited.apiOnly
            ? t('created', { userName: invited.userName })
            : t('invited', { email: invited.email, until: end ? formats.exact(end) : t('never') })}
        </MessageBarBody>
      </MessageBar>
      <div className={styles.buttons}>
        {invited.apiOnly && can(session, 'manageApiUsers') && (
          <LinkButton appearance="primary" to="/custom-services/new" search={{ operator: invited.operatorId }}>
            {t('toCustomService')}
          </LinkButton>
        )}
        <LinkButton to="/operators/$operatorId" params={{ operatorId: invited.operatorId }}>
          {t('toOperator')}
        </LinkButton>
        <LinkButton to="/invitations">{t('toInvitations')}</LinkButton>
      </div>
    </Page>
  );
}
