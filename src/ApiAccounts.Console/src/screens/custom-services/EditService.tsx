import { Button } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form } from '#/shared/Form';
import { isAbout } from '#/shared/faults';
import { LeaveGuard } from '#/shared/LeaveGuard';
import { ProblemBar } from '#/shared/ProblemBar';
import { useNotify } from '#/shared/useNotify';
import { type CustomService, customServicesKey, serviceCalls } from './calls';
import { type ServiceDraft, ServiceFields } from './ServiceFields';

/** Changes the name and description of a custom service. What was typed survives a save that fails. */
export function EditService({ service, mayManage }: { service: CustomService; mayManage: boolean }) {
  const t = useTranslations('customServices');
  const notify = useNotify();
  const cache = useQueryClient();
  const [typed, setTyped] = useState<ServiceDraft | null>(null);
  const draft = typed ?? { name: service.name, description: service.description };
  const changed = draft.name !== service.name || draft.description !== service.description;
  const save = useMutation({
    mutationFn: () => serviceCalls.update(service.clientId, { name: draft.name.trim(), description: draft.description }),
    onSuccess(saved) {
      cache.setQueryData([...customServicesKey, service.clientId], saved);
      setTyped(null);
      notify(t('saved'));
      return cache.invalidateQueries({ queryKey: customServicesKey });
    },
  });
  const hasField = isAbout(save.error, 'name') || isAbout(save.error, 'description');
  const buttons = (
    <>
      <Button type="submit" appearance="primary" disabledFocusable={!changed || save.isPending}>
        {save.isPending ? t('busy') : t('save')}
      </Button>
      {changed && <Button onClick={() => setTyped(null)}>{t('discard')}</Button>}
    </>
  );
  return (
    <>
      <LeaveGuard unsaved={changed} />
      {save.error && !hasField && <ProblemBar error={save.error} />}
      <Form
        label={t('settings')}
        onSubmit={() => changed && draft.name.trim() !== '' && !save.isPending && save.mutate()}
        buttons={mayManage && buttons}
      >
        <ServiceFields draft={draft} checked={changed} error={save.error} disabled={!mayManage} onChange={setTyped} />
      </Form>
    </>
  );
}
