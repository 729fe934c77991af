import { Button, Checkbox, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '#/api/client';
import { Problem } from '#/api/problem';
import type { Operator } from '#/screens/operators/operators';
import { can } from '#/session/session';
import { useSession } from '#/session/store';
import { LeaveGuard } from '#/shared/LeaveGuard';
import { ProblemBar } from '#/shared/ProblemBar';
import { useNotify } from '#/shared/useNotify';
import { changeOf, differ, type Fault, faultsOf, fieldsOf, needsPassword, type User, type UserFields } from './userForm';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, flex: '2 1 320px', maxWidth: '560px' },
  actions: { display: 'flex', gap: tokens.spacingHorizontalS },
});

const statuses = ['ACTIVE', 'INACTIVE', 'LOCKED'] as const;

/** Edits an operator, or oneself. Whoever may not change it sees the same form, read only. */
export function UserForm({ operator, user }: { operator: Operator; user: User }) {
  const styles = useStyles();
  const t = useTranslations('userForm');
  const session = useSession();
  const notify = useNotify();
  const cache = useQueryClient();
  const own = operator.operatorId === session.operatorId;
  const manages = can(session, 'manageOperators');
  const mayChange = own || manages;
  const [base, setBase] = useState(user);
  const [fields, setFields] = useState(fieldsOf(user));
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const unsaved = differ(fields, fieldsOf(base));
  const asked = needsPassword(own, fields, base);
  // What others changed is shown as long as nothing is typed here.
  if (user !== base && !unsaved) {
    setBase(user);
    setFields(fieldsOf(user));
  }
  const save = useMutation({
    async mutationFn() {
      const body = changeOf(fields, base, asked ? password : null);
      const path = { userId: operator.userId };
      if (manages) return answerOf(api.PUT('/api/v1/users/{userId}', { params: { path }, body }));
      const { username: _, isAdmin: __, ...ownBody } = body;
      return answerOf(api.PUT('/api/v1/users/self/update', { body: ownBody }));
    },
    onSuccess(saved) {
      setBase(saved as User);
      setFields(fieldsOf(saved as User));
      setPassword('');
      notify(t('saved'));
      return cache.invalidateQueries({ queryKey: ['operators'] });
    },
  });
  const faults = faultsOf(fields, asked ? password : null);
  const refusedPassword = save.error instanceof Problem && save.error.code === 'wrong_password';
  const set = (change: Partial<UserFields>) => setFields({ ...fields, ...change });
  const fault = (name: Fault) => (checked && faults.includes(name) ? { validationMessage: t(`faults.${name}`) } : {});
  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (faults.length === 0 && !save.isPending) save.mutate();
  }
  const text = (name: 'firstName' | 'lastName' | 'email' | 'username' | 'title' | 'phoneNumber', maxLength: number, readOnly: boolean) => (
    <Input readOnly={readOnly} maxLength={maxLength} value={fields[name]} onChange={(_, { value }) => set({ [name]: value })} />
  );
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <LeaveGuard unsaved={unsaved} />
      {save.error && !refusedPassword && <ProblemBar error={save.error} />}
      <Field label={t('firstName')} {...fault('nameMissing')}>
        {text('firstName', 200, !mayChange)}
      </Field>
      <Field label={t('lastName')}>{text('lastName', 200, !mayChange)}</Field>
      <Field label={t('email')} required {...fault('emailMissing')}>
        {text('email', 254, !mayChange)}
      </Field>
      <Field label={t('username')} required {...fault('usernameMissing')}>
        {text('username', 254, !manages)}
      </Field>
      {asked && (
        <Field
          label={t('currentPassword')}
          hint={t('currentPasswordHint')}
          required
          {...(refusedPassword ? { validationMessage: t('faults.currentPasswordWrong') } : fault('currentPasswordMissing'))}
        >
          <Input type="password" autoComplete="current-password" value={password} onChange={(_, { value }) => setPassword(value)} />
        </Field>
      )}
      <Field label={t('jobTitle')}>{text('title', 200, !mayChange)}</Field>
      <Field label={t('phoneNumber')}>{text('phoneNumber', 200, !mayChange)}</Field>
      {manages && !own && statuses.some((status) => status === base.status) && (
        <Field label={t('status')}>
          <Select value={fields.status} onChange={(_, { value }) => set({ status: value as User['status'] })}>
            {statuses.map((status) => (
              <option key={status} value={status}>
                {t(`statuses.${status}`)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {session.isAdministrator && !operator.apiOnly && (
        <Checkbox
          label={t('isAdmin')}
          checked={fields.isAdmin}
          onChange={(_, { checked: isAdmin }) => set({ isAdmin: isAdmin === true })}
        />
      )}
      {mayChange && (
        <div className={styles.actions}>
          <Button type="submit" appearance="primary" disabledFocusable={!unsaved || save.isPending}>
            {save.isPending ? t('saving') : t('save')}
          </Button>
          <Button
            disabledFocusable={!unsaved || save.isPending}
            onClick={() => {
              setFields(fieldsOf(base));
              setChecked(false);
              save.reset();
            }}
          >
            {t('discard')}
          </Button>
        </div>
      )}
    </form>
  );
}
