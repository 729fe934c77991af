import { Field, Input, Textarea } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form } from '#/shared/Form';
import { isAbout, useFaultOf } from '#/shared/faults';
import { ProblemBar } from '#/shared/ProblemBar';

export interface GroupDraft {
  readonly name: string;
  readonly description: string;
}

/** The name and description of a group. */
export function GroupForm(props: {
  label: string;
  draft: GroupDraft;
  error: unknown;
  readOnly?: boolean;
  buttons: ReactNode;
  onChange: (draft: GroupDraft) => void;
  onSubmit: () => void;
}) {
  const t = useTranslations('groups');
  const faultOf = useFaultOf(props.error);
  const [checked, setChecked] = useState(false);
  const { draft, error, readOnly = false } = props;
  const missing = draft.name.trim() === '';
  const hasField = isAbout(error, 'name') || isAbout(error, 'description');
  return (
    <>
      {error && !hasField ? <ProblemBar error={error} /> : null}
      <Form
        label={props.label}
        buttons={props.buttons}
        onSubmit={() => {
          setChecked(true);
          if (!missing && !readOnly) props.onSubmit();
        }}
      >
        <Field label={t('name')} required {...faultOf('name', checked && missing ? t('nameMissing') : null)}>
          <Input
            autoComplete="off"
            maxLength={255}
            readOnly={readOnly}
            value={draft.name}
            onChange={(_, { value }) => props.onChange({ ...draft, name: value })}
          />
        </Field>
        <Field label={t('description')} {...faultOf('description')}>
          <Textarea
            maxLength={1000}
            readOnly={readOnly}
            value={draft.description}
            onChange={(_, { value }) => props.onChange({ ...draft, description: value })}
          />
        </Field>
      </Form>
    </>
  );
}
