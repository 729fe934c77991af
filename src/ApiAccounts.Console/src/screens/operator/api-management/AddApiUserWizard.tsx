import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  Switch,
  Text,
  tokens,
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type ApiUserType, apiUserOf, emptyForm, type Fault, type Form, faultsOf, types } from './form';
import type { NewApiUser } from './staged';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  pair: { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: tokens.spacingHorizontalM },
  step: { color: tokens.colorNeutralForeground2 },
});

const steps = ['what', 'limits'] as const;
const faultsOfStep: Record<(typeof steps)[number], readonly Fault[]> = {
  what: ['descriptionMissing'],
  limits: ['lastDayMissing', 'lastDayPast', 'requestsRange', 'secondsRange'],
};

/** Asks what a new API user is for, and how long and how much it may be used. It is made when the page is saved. */
export function AddApiUserWizard(props: { onAdd: (apiUser: NewApiUser) => void; onClose: () => void }) {
  const styles = useStyles();
  const t = useTranslations('addApiUser');
  const [form, setForm] = useState<Form>(emptyForm);
  const [index, setIndex] = useState(0);
  const [checked, setChecked] = useState(false);
  const step = steps[index] ?? 'what';
  const faults = faultsOf(form, new Date()).filter((fault) => faultsOfStep[step].includes(fault));
  const set = (change: Partial<Form>) => setForm({ ...form, ...change });
  const fault = (...of: Fault[]) => {
    const found = checked ? faults.find((each) => of.includes(each)) : undefined;
    return found ? { validationMessage: t(`faults.${found}`) } : {};
  };
  function next(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (faults.length > 0) return;
    setChecked(false);
    if (index < steps.length - 1) setIndex(index + 1);
    else props.onAdd(apiUserOf(form));
  }
  return (
    <Dialog modalType="alert" open onOpenChange={(_, { open }) => !open && props.onClose()}>
      <DialogSurface>
        <form onSubmit={next} noValidate>
          <DialogBody>
            <DialogTitle>{t('title')}</DialogTitle>
            <DialogContent className={styles.content}>
              <Text className={styles.step}>{t('step', { step: index + 1, steps: steps.length })}</Text>
              {step === 'what' ? (
                <>
                  <Field label={t('description')} hint={t('descriptionHint')} required {...fault('descriptionMissing')}>
                    <Input autoFocus maxLength={255} value={form.description} onChange={(_, { value }) => set({ description: value })} />
                  </Field>
                  <Field label={t('type')}>
                    <RadioGroup value={form.type} onChange={(_, { value }) => set({ type: value as ApiUserType })}>
                      {types.map((type) => (
                        <Radio key={type} value={type} label={t(`types.${type}`)} />
                      ))}
                    </RadioGroup>
                  </Field>
                </>
              ) : (
                <>
                  <Switch label={t('ends')} checked={form.ends} onChange={(_, data) => set({ ends: data.checked })} />
                  {form.ends && (
                    <Field label={t('lastDay')} required {...fault('lastDayMissing', 'lastDayPast')}>
                      <Input type="date" value={form.lastDay} onChange={(_, { value }) => set({ lastDay: value })} />
                    </Field>
                  )}
                  <Switch label={t('limited')} checked={form.limited} onChange={(_, data) => set({ limited: data.checked })} />
                  {form.limited && (
                    <div className={styles.pair}>
                      <Field label={t('requests')} required {...fault('requestsRange')}>
                        <Input inputMode="numeric" value={form.requests} onChange={(_, { value }) => set({ requests: value.trim() })} />
                      </Field>
                      <Field label={t('seconds')} required {...fault('secondsRange')}>
                        <Input inputMode="numeric" value={form.seconds} onChange={(_, { value }) => set({ seconds: value.trim() })} />
                      </Field>
                    </div>
                  )}
                  <Text>{t('afterSave')}</Text>
                </>
              )}
            </DialogContent>
            <DialogActions>
              {index > 0 && <Button onClick={() => setIndex(index - 1)}>{t('back')}</Button>}
              <Button type="submit" appearance="primary">
                {index < steps.length - 1 ? t('next') : t('add')}
              </Button>
              <Button onClick={props.onClose}>{t('cancel')}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
