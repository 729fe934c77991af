import { Button, Text } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { RepeatKey } from '#/api/repeatKey';
import { nameOf, type Operator, operatorKey, readOperator } from '#/screens/operators/operators';
import { Form } from '#/shared/Form';
import { isAbout, useFaultOf } from '#/shared/faults';
import { LeaveGuard } from '#/shared/LeaveGuard';
import { LinkButton } from '#/shared/links';
import { OperatorPicker } from '#/shared/OperatorPicker';
import { Page } from '#/shared/Page';
import { ProblemBar } from '#/shared/ProblemBar';
import { SecretDialog } from '#/shared/SecretDialog';
import { customServicesKey, serviceCalls } from './calls';
import { newCustomServiceRoute } from './route';
import { ServiceFields } from './ServiceFields';

const empty = { name: '', description: '' };
const hasField = (error: unknown) => ['name', 'description', 'operatorId'].some((field) => isAbout(error, field));

/** Creates a custom service, and shows its secret the only time. */
export function NewCustomServiceScreen() {
  const t = useTranslations('customServices');
  const cache = useQueryClient();
  const navigate = newCustomServiceRoute.useNavigate();
  const { operator: given } = newCustomServiceRoute.useSearch();
  const known = useQuery({
    queryKey: operatorKey(given ?? ''),
    queryFn: () => readOperator(given ?? ''),
    enabled: given !== undefined,
  });
  const [chosen, setChosen] = useState<Operator | null | undefined>();
  const operator = chosen === undefined ? (known.data ?? null) : chosen;
  const [draft, setDraft] = useState(empty);
  const [checked, setChecked] = useState(false);
  const [key] = useState(() => new RepeatKey());
  const create = useMutation({
    mutationFn(operatorId: string) {
      const request = { name: draft.name.trim(), description: draft.description, operatorId };
      return serviceCalls.create(request, key.of(request));
    },
    onSuccess: () => cache.invalidateQueries({ queryKey: customServicesKey }),
  });
  const faultOf = useFaultOf(create.error);
  function submit() {
    setChecked(true);
    if (draft.name.trim() !== '' && operator !== null && !create.isPending) create.mutate(operator.operatorId);
  }
  const created = create.data;
  return (
    <Page title={t('new')} crumbs={[{ label: t('title'), link: { to: '/custom-services' } }]}>
      <LeaveGuard unsaved={draft !== empty && created === undefined} />
      <Text>{t('newText')}</Text>
      {create.error && !hasField(create.error) && <ProblemBar error={create.error} />}
      <Form
        label={t('new')}
        onSubmit={submit}
        buttons={
          <>
            <Button type="submit" appearance="primary" disabledFocusable={create.isPending}>
              {create.isPending ? t('busy') : t('create')}
            </Button>
            <LinkButton to="/custom-services">{t('cancel')}</LinkButton>
          </>
        }
      >
        <ServiceFields draft={draft} checked={checked} error={create.error} onChange={setDraft} />
        <OperatorPicker
          label={t('operator')}
          hint={t('operatorHint')}
          required
          shown={operator ? nameOf(operator) : ''}
          accepts={({ apiOnly }) => apiOnly}
          onChoose={setChosen}
          {...faultOf('operatorId', checked && operator === null ? t('operatorMissing') : null)}
        />
      </Form>
      {created && (
        <SecretDialog
          title={t('createdTitle')}
          secrets={[
            {
              of: created.name,
              userNameLabel: t('clientId'),
              userName: created.clientId,
              secretLabel: t('secret'),
              secret: created.clientSecret,
            },
          ]}
          onClose={() => {
            const { clientId } = created;
            create.reset();
            setDraft(empty);
            void navigate({ to: '/custom-services/$clientId', params: { clientId }, ignoreBlocker: true });
          }}
        />
      )}
    </Page>
  );
}
