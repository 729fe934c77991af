import { Button, Field, Input, makeStyles, Select, Subtitle2, Switch, tokens } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Problem } from '#/api/problem';
import { types } from '#/screens/api-users/query';
import { LeaveGuard } from '#/shared/LeaveGuard';
import { ProblemBar } from '#/shared/ProblemBar';
import { useNotify } from '#/shared/useNotify';
import { useProblemText } from '#/shared/useProblemText';
import type { ApiUser } from './apiUser';
import { apiUserKey, changeApiUser } from './calls';
import { changeOf, differs, type Fault, faultsOf, type Settings, settingsOf, typeOf } from './settings';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, maxWidth: '560px' },
  pair: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(140px, 1fr))', gap: tokens.spacingHorizontalM },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** Which field an error of the server belongs to. */
const targets = ['description', 'type', 'expiresAt', 'rateLimit'] as const;

/** The settings of an API user. Whoever may not change them sees the same form, read only. */
export function SettingsForm({ apiUser, mayChange }: { apiUser: ApiUser; mayChange: boolean }) {
  const styles = useStyles();
  const t = useTranslations('apiUser');
  const problemText = useProblemText();
  const notify = useNotify();
  const cache = useQueryClient();
  const [base, setBase] = useState(apiUser);
  const [settings, setSettings] = useState(settingsOf(apiUser));
  const [checked, setChecked] = useState(false);
  const unsaved = differs(settings, base);
  // What others changed is shown as long as nothing is typed here.
  if (apiUser !== base && !unsaved) {
    setBase(apiUser);
    setSettings(settingsOf(apiUser));
  }
  const save = useMutation({
    // Enabling and disabling have a button of their own: what it is now stays.
    mutationFn: () => changeApiUser(apiUser.apiUserId, { ...changeOf(settings, base), enabled: apiUser.enabled }),
    onSuccess(saved) {
      setBase(saved);
      setSettings(settingsOf(saved));
      setChecked(false);
      cache.setQueryData(apiUserKey(apiUser.apiUserId), saved);
      void cache.invalidateQueries({ queryKey: ['operators', apiUser.operatorId] });
      notify(t('saved'));
    },
  });
  const faults = faultsOf(settings);
  const refused = save.error instanceof Problem ? targets.find((target) => (save.error as Problem).target?.startsWith(target)) : undefined;
  const set = (change: Partial<Settings>) => setSettings({ ...settings, ...change });
  function fault(target: (typeof targets)[number] | null, ...of: Fault[]) {
    const found = checked ? faults.find((each) => of.includes(each)) : undefined;
    if (found) return { validationMessage: t(`faults.${found}`) };
    return target !== null && refused === target ? { validationMessage: problemText(save.error) } : {};
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (faults.length === 0 && unsaved && !save.isPending) save.mutate();
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <LeaveGuard unsaved={unsaved} />
      <Subtitle2 as="h2">{t('settings')}</Subtitle2>
      {save.error && refused === undefined && <ProblemBar error={save.error} />}
      <Field label={t('description')} {...fault('description', 'descriptionTooLong')}>
        <Input
          readOnly={!mayChange}
          maxLength={255}
          value={settings.description}
          onChange={(_, { value }) => set({ description: value })}
        />
      </Field>
      <Field label={t('type')} {...fault('type')}>
        <Select disabled={!mayChange} value={settings.type} onChange={(_, { value }) => set({ type: typeOf(value) })}>
          {types.map((type) => (
            <option key={type} value={type}>
              {t(`types.${type}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Switch
        label={t('expires')}
        disabled={!mayChange}
        checked={settings.expires}
        onChange={(_, data) => set({ expires: data.checked })}
      />
      {settings.expires && (
        <Field label={t('expiresAt')} required {...fault('expiresAt', 'expiresAtMissing')}>
          <Input
            type="datetime-local"
            readOnly={!mayChange}
            value={settings.expiresAt}
            onChange={(_, { value }) => set({ expiresAt: value })}
          />
        </Field>
      )}
      <Switch
        label={t('limited')}
        disabled={!mayChange}
        checked={settings.limited}
        onChange={(_, data) => set({ limited: data.checked })}
      />
      {settings.limited && (
        <div className={styles.pair}>
          <Field label={t('requests')} required {...fault('rateLimit', 'requestsRange')}>
            <Input
              inputMode="numeric"
              readOnly={!mayChange}
              value={settings.requests}
              onChange={(_, { value }) => set({ requests: value.trim() })}
            />
          </Field>
          <Field label={t('seconds')} required {...fault(null, 'secondsRange')}>
            <Input
              inputMode="numeric"
              readOnly={!mayChange}
              value={settings.seconds}
              onChange={(_, { value }) => set({ seconds: value.trim() })}
            />
          </Field>
        </div>
      )}
      {mayChange && (
        <div className={styles.actions}>
          <Button type="submit" appearance="primary" disabledFocusable={!unsaved || save.isPending}>
            {save.isPending ? t('saving') : t('save')}
          </Button>
          <Button
            disabledFocusable={!unsaved || save.isPending}
            onClick={() => {
              setSettings(settingsOf(base));
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
