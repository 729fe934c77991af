import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSession } from '#/session/store';
import { ConfirmDialog } from '#/shared/ConfirmDialog';
import { Loaded } from '#/shared/Loaded';
import { Page } from '#/shared/Page';
import { ProblemBar } from '#/shared/ProblemBar';
import { useNotify } from '#/shared/useNotify';
import { type ApiUser, mayManage } from './apiUser';
import { apiUserKey, changeApiUser, readApiUser } from './calls';
import { DeleteApiUserDialog } from './DeleteApiUserDialog';
import { Facts } from './Facts';
import { PreviousSecret } from './PreviousSecret';
import { RotateDialog } from './RotateDialog';
import { apiUserRoute } from './route';
import { SettingsForm } from './SettingsForm';
import { withEnabled } from './settings';
import { UsageSection } from './UsageSection';

const useStyles = makeStyles({
  columns: { display: 'flex', flexWrap: 'wrap', columnGap: '64px', rowGap: tokens.spacingVerticalXXL },
  column: { flex: '1 1 300px', minWidth: 0, maxWidth: '560px' },
});

/** Everything about one API user. */
export function ApiUserScreen() {
  const styles = useStyles();
  const t = useTranslations('apiUser');
  const session = useSession();
  const { apiUserId } = apiUserRoute.useParams();
  const apiUser = useQuery({ queryKey: apiUserKey(apiUserId), queryFn: () => readApiUser(apiUserId), refetchInterval: 15_000 });
  const mayChange = apiUser.data !== undefined && mayManage(session, apiUser.data);
  return (
    <Page
      title={apiUser.data ? apiUser.data.description || apiUser.data.userName : t('title')}
      crumbs={[{ label: t('overview'), link: { to: '/api-users' } }]}
      actions={apiUser.data && mayChange && <Actions key={apiUserId} apiUser={apiUser.data} />}
    >
      <Loaded query={apiUser}>
        {(data) => (
          <>
            <PreviousSecret previous={data.previousSecret} />
            <UsageSection key={`usage of ${apiUserId}`} apiUserId={apiUserId} />
            <div className={styles.columns}>
              <div className={styles.column}>
                <Facts apiUser={data} />
              </div>
              <div className={styles.column}>
                <SettingsForm key={apiUserId} apiUser={data} mayChange={mayChange} />
              </div>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}

type Asked = 'rotate' | 'disable' | 'delete';

function Actions({ apiUser }: { apiUser: ApiUser }) {
  const t = useTranslations('apiUser');
  const notify = useNotify();
  const cache = useQueryClient();
  const navigate = apiUserRoute.useNavigate();
  const [asked, setAsked] = useState<Asked | null>(null);
  const enable = useMutation({
    mutationFn: (enabled: boolean) => changeApiUser(apiUser.apiUserId, withEnabled(apiUser, enabled)),
    onSuccess(saved) {
      cache.setQueryData(apiUserKey(apiUser.apiUserId), saved);
      void cache.invalidateQueries({ queryKey: ['operators', apiUser.operatorId] });
      setAsked(null);
      notify(saved.enabled ? t('enabled') : t('disabled'));
    },
  });
  function close() {
    enable.reset();
    setAsked(null);
  }
  return (
    <>
      <Button onClick={() => setAsked('rotate')}>{t('rotate')}</Button>
      {apiUser.enabled ? (
        <Button onClick={() => setAsked('disable')}>{t('disable')}</Button>
      ) : (
        <Button disabledFocusable={enable.isPending} onClick={() => enable.mutate(true)}>
          {t('enable')}
        </Button>
      )}
      <Button onClick={() => setAsked('delete')}>{t('delete')}</Button>
      {asked === null && enable.error && <ProblemBar error={enable.error} />}
      {asked === 'rotate' && <RotateDialog apiUser={apiUser} onClose={close} />}
      <ConfirmDialog
        open={asked === 'disable'}
        title={t('disableTitle')}
        confirm={t('disable')}
        busy={enable.isPending}
        error={enable.error}
        onConfirm={() => !enable.isPending && enable.mutate(false)}
        onCancel={close}
      >
        {t('disableText')}
      </ConfirmDialog>
      {asked === 'delete' && (
        <DeleteApiUserDialog
          apiUser={apiUser}
          onCancel={close}
          onDeleted={() => {
            notify(t('deleted'));
            void navigate({ to: '/api-users', ignoreBlocker: true });
          }}
        />
      )}
    </>
  );
}
