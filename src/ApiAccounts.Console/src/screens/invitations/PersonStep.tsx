import { Field, Input, Textarea } from '@fluentui/react-components';
import { useTranslations } from 'use-intl';
import { useFaultOf } from '#/shared/faults';
import { type Draft, faultsOfPerson } from './draft';

/** Who is invited, why, and for how long. */
export function PersonStep(props: { draft: Draft; checked: boolean; error: unknown; onChange: (part: Partial<Draft>) => void }) {
  const { draft, checked, onChange } = props;
  const t = useTranslations('invite');
  const faultOf = useFaultOf(props.error);
  const missing = checked ? faultsOfPerson(draft, new Date()) : {};
  const name = faultOf('fullName', missing.name && t(`faults.${missing.name}`));
  return (
    <>
      <Field label={t('email')} required {...faultOf('email', missing.email && t(`faults.${missing.email}`))}>
        <Input
          type="email"
          autoComplete="off"
          maxLength={254}
          autoFocus
          value={draft.email}
          onChange={(_, { value }) => onChange({ email: value })}
        />
      </Field>
      <Field label={t('firstName')} {...name}>
        <Input autoComplete="off" maxLength={200} value={draft.firstName} onChange={(_, { value }) => onChange({ firstName: value })} />
      </Field>
      <Field label={t('lastName')} {...faultOf('lastName')}>
        <Input autoComplete="off" maxLength={200} value={draft.lastName} onChange={(_, { value }) => onChange({ lastName: value })} />
      </Field>
      <Field label={t('userName')} hint={t('userNameHint')} {...faultOf('userName')}>
        <Input autoComplete="off" maxLength={254} value={draft.userName} onChange={(_, { value }) => onChange({ userName: value })} />
      </Field>
      <Field label={t('reason')} {...faultOf('reason')}>
        <Textarea maxLength={255} value={draft.reason} onChange={(_, { value }) => onChange({ reason: value })} />
      </Field>
      <Field label={t('lastDay')} hint={t('lastDayHint')} {...faultOf('expiresAt', missing.lastDay && t(`faults.${missing.lastDay}`))}>
        <Input type="date" value={draft.lastDay} onChange={(_, { value }) => onChange({ lastDay: value })} />
      </Field>
    </>
  );
}
