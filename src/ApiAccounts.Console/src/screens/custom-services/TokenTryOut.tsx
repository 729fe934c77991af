import { Button, Field, Input, MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Problem } from '#/api/problem';
import { CopyField } from '#/shared/CopyField';
import { Facts } from '#/shared/Facts';
import { Form } from '#/shared/Form';
import { ProblemBar } from '#/shared/ProblemBar';
import { askForToken } from './token';

/** Gets a token with a secret that one types. Neither is kept: both are gone with the page. */
export function TokenTryOut({ clientId }: { clientId: string }) {
  const t = useTranslations('customServices');
  const [secret, setSecret] = useState('');
  const [checked, setChecked] = useState(false);
  const ask = useMutation({ mutationFn: () => askForToken(clientId, secret) });
  function submit() {
    setChecked(true);
    if (secret !== '' && !ask.isPending) ask.mutate();
  }
  const missing = checked && secret === '';
  const refused = ask.error instanceof Problem && ask.error.status >= 400 ? ask.error : null;
  return (
    <>
      <Text>{t('tryText')}</Text>
      <Form
        label={t('tryTitle')}
        onSubmit={submit}
        buttons={
          <Button type="submit" disabledFocusable={ask.isPending}>
            {ask.isPending ? t('busy') : t('getToken')}
          </Button>
        }
      >
        <Field label={t('secret')} required {...(missing && { validationMessage: t('secretMissing') })}>
          <Input
            type="password"
            autoComplete="off"
            spellCheck={false}
            value={secret}
            onChange={(_, { value }) => {
              setSecret(value);
              ask.reset();
            }}
          />
        </Field>
      </Form>
      {refused && (
        <MessageBar intent="error" layout="multiline" politeness="assertive">
          <MessageBarBody>{`${refused.status} ${refused.code}: ${refused.message}`}</MessageBarBody>
        </MessageBar>
      )}
      {ask.error && !refused && <ProblemBar error={ask.error} />}
      {ask.data && (
        <>
          <MessageBar intent="success" layout="multiline">
            <MessageBarBody>{t('works')}</MessageBarBody>
          </MessageBar>
          <CopyField label="access_token" value={ask.data.access_token} />
          <Facts
            list={[
              ['token_type', ask.data.token_type],
              ['expires_in', t('seconds', { count: ask.data.expires_in })],
              ['scope', ask.data.scope ?? ''],
            ]}
          />
        </>
      )}
    </>
  );
}
