import { Field, Input, Textarea } from '@fluentui/react-components';
import { useTranslations } from 'use-intl';
import { useFaultOf } from '#/shared/faults';

export interface ServiceDraft {
  readonly name: string;
  readonly description: string;
}

/** The name and description of a custom service, with what the server refused about them. */
export function ServiceFields(props: {
  draft: ServiceDraft;
  checked: boolean;
  error: unknown;
  disabled?: boolean;
  onChange: (draft: ServiceDraft) => void;
}) {
  const t = useTranslations('customServices');
  const faultOf = useFaultOf(props.error);
  const { draft, disabled = false } = props;
  const missing = props.checked && draft.name.trim() === '';
  return (
    <>
      <Field label={t('name')} required {...faultOf('name', missing ? t('nameMissing') : null)}>
        <Input
          autoComplete="off"
          maxLength={100}
          readOnly={disabled}
          value={draft.name}
          onChange={(_, { value }) => props.onChange({ ...draft, name: value })}
        />
      </Field>
      <Field label={t('description')} {...faultOf('description')}>
        <Textarea
          maxLength={255}
          readOnly={disabled}
          value={draft.description}
          onChange={(_, { value }) => props.onChange({ ...draft, description: value })}
        />
      </Field>
    </>
  );
}
