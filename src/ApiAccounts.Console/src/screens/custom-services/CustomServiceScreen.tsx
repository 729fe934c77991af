import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '#/formats/useFormats';
import { can } from '#/session/session';
import { useSession } from '#/session/store';
import { ConfirmDialog } from '#/shared/ConfirmDialog';
import { CopyField } from '#/shared/CopyField';
import { Facts } from '#/shared/Facts';
import { LastUsed } from '#/shared/LastUsed';
import { Loaded } from '#/shared/Loaded';
import { OperatorName } from '#/shared/OperatorName';
import { Page } from '#/shared/Page';
import { Section } from '#/shared/Section';
import { useNotify } from '#/shared/useNotify';
import { type CustomService, customServicesKey, serviceCalls } from './calls';
import { EditService } from './EditService';
import { PreviousSecret } from './PreviousSecret';
import { RegenerateDialog } from './RegenerateDialog';
import { customServiceRoute } from './route';
import { TokenTryOut } from './TokenTryOut';

const useStyles = makeStyles({
  sections: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXL, minWidth: 0 },
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0, maxWidth: '640px' },
});

/** One custom service: what it is called, its secret, and a call to try it with. */
export function CustomServiceScreen() {
  const t = useTranslations('customServices');
  const { clientId } = customServiceRoute.useParams();
  const service = useQuery({ queryKey: [...customServicesKey, clientId], queryFn: () => serviceCalls.read(clientId) });
  const mayManage = can(useSession(), 'manageApiUsers');
  const [asking, setAsking] = useState<'regenerate' | 'delete' | null>(null);
  const actions = (
    <>
      <Button onClick={() => setAsking('regenerate')}>{t('regenerate')}</Button>
      <Button onClick={() => setAsking('delete')}>{t('delete')}</Button>
    </>
  );
  return (
    <Page
      title={service.data?.name ?? t('one')}
      crumbs={[{ label: t('title'), link: { to: '/custom-services' } }]}
      actions={mayManage && service.data && actions}
    >
      <Loaded query={service}>
        {(data) => (
          <>
            <Sections service={data} mayManage={mayManage} />
            {asking === 'regenerate' && <RegenerateDialog service={data} onClose={() => setAsking(null)} />}
            <DeleteDialog service={data} open={asking === 'delete'} onClose={() => setAsking(null)} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Sections({ service, mayManage }: { service: CustomService; mayManage: boolean }) {
  const styles = useStyles();
  const t = useTranslations('customServices');
  const formats = useFormats();
  return (
    <div className={styles.sections}>
      <section className={styles.section}>
        <CopyField label={t('clientId')} value={service.clientId} />
        <Facts
          list={[
            [t('operator'), <OperatorName key="operator" operatorId={service.operatorId} />],
            [t('createdAt'), formats.exact(service.createdAt)],
            [t('lastUsed'), <LastUsed key="used" lastUsed={service.lastUsed} />],
            [t('requests'), formats.number(service.requestsLast30Days)],
          ]}
        />
        {service.previousSecret && <PreviousSecret previous={service.previousSecret} />}
      </section>
      <Section title={t('settings')}>
        <EditService service={service} mayManage={mayManage} />
      </Section>
      <Section title={t('tryTitle')}>
        <TokenTryOut clientId={service.clientId} />
      </Section>
    </div>
  );
}

function DeleteDialog({ service, open, onClose }: { service: CustomService; open: boolean; onClose: () => void }) {
  const t = useTranslations('customServices');
  const notify = useNotify();
  const cache = useQueryClient();
  const navigate = customServiceRoute.useNavigate();
  const formats = useFormats();
  const remove = useMutation({
    mutationFn: () => serviceCalls.delete(service.clientId),
    async onSuccess() {
      notify(t('deleted', { name: service.name }));
      await navigate({ to: '/custom-services', ignoreBlocker: true });
      cache.removeQueries({ queryKey: [...customServicesKey, service.clientId] });
      await cache.invalidateQueries({ queryKey: customServicesKey });
    },
  });
  return (
    <ConfirmDialog
      open={open}
      title={t('deleteTitle', { name: service.name })}
      confirm={t('delete')}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => !remove.isPending && remove.mutate()}
      onCancel={() => {
        remove.reset();
        onClose();
      }}
    >
      <span>{t('deleteText')}</span>
      <Facts
        list={[
          [t('lastUsed'), <LastUsed key="used" lastUsed={service.lastUsed} />],
          [t('requests'), formats.number(service.requestsLast30Days)],
        ]}
      />
    </ConfirmDialog>
  );
}
