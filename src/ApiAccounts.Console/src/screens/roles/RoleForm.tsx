import { Checkbox, Field, Input, makeStyles, Subtitle2, Textarea, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Problem } from '#/api/problem';
import { Form } from '#/shared/Form';
import { isAbout, useFaultOf } from '#/shared/faults';
import { ProblemBar } from '#/shared/ProblemBar';
import { useProblemText } from '#/shared/useProblemText';
import { areaNames, areas, type RoleDraft, type RolePermission } from './roles';

const useStyles = makeStyles({
  area: { display: 'flex', flexDirection: 'column', border: 'none', margin: 0, padding: 0, minWidth: 0 },
  legend: { padding: 0, marginBottom: tokens.spacingVerticalXS },
});

/** A role: what it is called, who can hold it, and what it permits, by area. */
export function RoleForm(props: {
  label: string;
  draft: RoleDraft;
  error: unknown;
  readOnly?: boolean;
  buttons: ReactNode;
  onChange: (draft: RoleDraft) => void;
  onSubmit: () => void;
}) {
  const styles = useStyles();
  const t = useTranslations('roles');
  const text = useProblemText();
  const faultOf = useFaultOf(props.error);
  const [checked, setChecked] = useState(false);
  const { draft, error, readOnly = false } = props;
  const change = (part: Partial<RoleDraft>) => props.onChange({ ...draft, ...part });
  const missing = draft.name.trim() === '';
  const taken = error instanceof Problem && error.code === 'role_name_taken' ? text(error) : null;
  const hasField = taken !== null || ['name', 'description', 'apiOnly', 'permissions'].some((field) => isAbout(error, field));
  const toggle = (name: RolePermission) =>
    change({
      permissions: draft.permissions.includes(name) ? draft.permissions.filter((each) => each !== name) : [...draft.permissions, name],
    });
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
        <Field label={t('name')} required {...faultOf('name', checked && missing ? t('nameMissing') : taken)}>
          <Input
            autoComplete="off"
            maxLength={100}
            readOnly={readOnly}
            value={draft.name}
            onChange={(_, { value }) => change({ name: value })}
          />
        </Field>
        <Field label={t('description')} {...faultOf('description')}>
          <Textarea
            maxLength={255}
            readOnly={readOnly}
            value={draft.description}
            onChange={(_, { value }) => change({ description: value })}
          />
        </Field>
        <Field hint={t('apiOnlyHint')} {...faultOf('apiOnly')}>
          <Checkbox
            label={t('apiOnly')}
            checked={draft.apiOnly}
            disabled={readOnly}
            onChange={(_, data) => change({ apiOnly: data.checked === true })}
          />
        </Field>
        {areaNames.map((area) => (
          <fieldset key={area} className={styles.area}>
            <legend className={styles.legend}>
              <Subtitle2>{t(`areas.${area}`)}</Subtitle2>
            </legend>
            {areas[area].map((name) => (
              <Checkbox
                key={name}
                label={t(`names.${name}`)}
                checked={draft.permissions.includes(name)}
                disabled={readOnly}
                onChange={() => toggle(name)}
              />
            ))}
          </fieldset>
        ))}
      </Form>
    </>
  );
}
