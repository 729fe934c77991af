import { Badge, Checkbox, Field, MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { Schema } from '#/api/client';
import { mayAssign } from '#/screens/roles/roles';
import { useSession } from '#/session/store';
import { useFaultOf } from '#/shared/faults';
import { type Draft, faultOfRights } from './draft';

const useStyles = makeStyles({
  roles: { display: 'flex', flexDirection: 'column', border: 'none', margin: 0, padding: 0, minWidth: 0 },
  legend: { padding: 0 },
  label: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center', overflowWrap: 'anywhere' },
  description: { color: tokens.colorNeutralForeground2, flexBasis: '100%' },
});

/** What whoever is invited may do. Only roles are offered that one may assign. */
export function RightsStep(props: {
  draft: Draft;
  roles: readonly Schema<'Role'>[];
  checked: boolean;
  error: unknown;
  onChange: (part: Partial<Draft>) => void;
}) {
  const { draft, roles, onChange } = props;
  const styles = useStyles();
  const t = useTranslations('invite');
  const session = useSession();
  const faultOf = useFaultOf(props.error);
  const fault = props.checked ? faultOfRights(draft, roles) : null;
  const faultId = useId();
  const refused = faultOf('roles', fault && t(`faults.${fault}`));
  const toggled = (roleId: number) => (chosen(roleId) ? draft.roles.filter((id) => id !== roleId) : [...draft.roles, roleId]);
  const chosen = (roleId: number) => draft.roles.includes(roleId);
  return (
    <>
      {/* A Field around several boxes would give each of them its own label. */}
      <fieldset className={styles.roles} aria-describedby={refused.validationMessage && faultId}>
        <legend className={styles.legend}>{t('roles')}</legend>
        {roles
          .filter((role) => mayAssign(session, role))
          .map((role) => (
            <Checkbox
              key={role.roleId}
              checked={chosen(role.roleId)}
              onChange={() => onChange({ roles: toggled(role.roleId) })}
              label={
                <span className={styles.label}>
                  {role.name}
                  {role.apiOnly && <Badge appearance="tint">{t('apiOnly')}</Badge>}
                  {role.description && (
                    <Text size={200} className={styles.description}>
                      {role.description}
                    </Text>
                  )}
                </span>
              }
            />
          ))}
      </fieldset>
      {refused.validationMessage && <Field validationMessage={{ id: faultId, children: refused.validationMessage }} />}
      <Field hint={t('apiOnlyHint')} {...faultOf('apiOnly')}>
        <Checkbox label={t('apiOnly')} checked={draft.apiOnly} onChange={(_, { checked }) => onChange({ apiOnly: checked === true })} />
      </Field>
      {draft.apiOnly && (
        <MessageBar layout="multiline">
          <MessageBarBody>{t('noInvitation')}</MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}
