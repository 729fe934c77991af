import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Problem } from '#/api/problem';
import { useProblemText } from '#/shared/useProblemText';

/** A new password, typed twice. `check` tells whether it can be sent, and shows why it cannot. */
export function useNewPassword() {
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const [checked, setChecked] = useState(false);
  return {
    password,
    setPassword,
    repeated,
    setRepeated,
    checked,
    check() {
      setChecked(true);
      return password !== '' && password === repeated;
    },
  };
}

/** Whether a refusal is about the new password, and so belongs at its field. */
export const isOfNewPassword = (error: unknown) =>
  error instanceof Problem && (error.target === 'newPassword' || error.target === 'password' || error.code === 'password_used_before');

export function NewPasswordFields(props: { state: ReturnType<typeof useNewPassword>; error: unknown; autoFocus?: boolean }) {
  const t = useTranslations('passwords');
  const text = useProblemText();
  const { state } = props;
  const { error } = props;
  const ofRules = error instanceof Problem && error.code === 'invalid_value';
  const refused = !isOfNewPassword(error) ? undefined : ofRules ? t('refused', { detail: error.message }) : text(error);
  const fault = state.checked && state.password === '' ? t('missing') : refused;
  const differs = state.checked && state.password !== state.repeated ? t('differs') : undefined;
  return (
    <>
      <Field label={t('new')} hint={t('rules')} required {...(fault && { validationMessage: fault })}>
        <Input
          type="password"
          autoComplete="new-password"
          autoFocus={props.autoFocus ?? false}
          value={state.password}
          onChange={(_, { value }) => state.setPassword(value)}
        />
      </Field>
      <Field label={t('repeat')} required {...(differs && { validationMessage: differs })}>
        <Input type="password" autoComplete="new-password" value={state.repeated} onChange={(_, { value }) => state.setRepeated(value)} />
      </Field>
    </>
  );
}
