import { Button, Checkbox, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { LeaveGuard } from '#/shared/LeaveGuard';
import { ProblemBar } from '#/shared/ProblemBar';
import { useNotify } from '#/shared/useNotify';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, flex: '1 1 280px', maxWidth: '560px' },
  choices: { display: 'flex', flexDirection: 'column', border: 'none', margin: 0, padding: 0, minWidth: 0 },
  actions: { display: 'flex', gap: tokens.spacingHorizontalS },
});

/** Boxes to tick, saved together. */
export function Choices(props: {
  label: string;
  none: string;
  choices: readonly { readonly id: number; readonly name: string; readonly hint: string; readonly disabled?: boolean }[];
  chosen: readonly number[];
  mayChange: boolean;
  save: (chosen: readonly number[]) => Promise<void>;
}) {
  const styles = useStyles();
  const t = useTranslations('groupsAndRoles');
  const notify = useNotify();
  const [draft, setDraft] = useState<readonly number[] | null>(null);
  const chosen = draft ?? props.chosen;
  const unsaved = draft !== null && [...draft].sort().join() !== [...props.chosen].sort().join();
  const save = useMutation({
    mutationFn: () => props.save(chosen),
    onSuccess() {
      setDraft(null);
      notify(t('saved'));
    },
  });
  if (props.choices.length === 0) return <Text>{props.none}</Text>;
  return (
    <div className={styles.form}>
      <LeaveGuard unsaved={unsaved} />
      {save.error && <ProblemBar error={save.error} />}
      <fieldset className={styles.choices}>
        <legend>
          <Subtitle2>{props.label}</Subtitle2>
        </legend>
        {props.choices.map(({ id, name, hint, disabled }) => (
          <Checkbox
            key={id}
            label={hint ? `${name}: ${hint}` : name}
            checked={chosen.includes(id)}
            disabled={!props.mayChange || (disabled ?? false)}
            onChange={(_, { checked }) => setDraft(checked ? [...chosen, id] : chosen.filter((each) => each !== id))}
          />
        ))}
      </fieldset>
      {props.mayChange && (
        <div className={styles.actions}>
          <Button appearance="primary" disabledFocusable={!unsaved || save.isPending} onClick={() => unsaved && save.mutate()}>
            {save.isPending ? t('saving') : t('save')}
          </Button>
          <Button
            disabledFocusable={!unsaved}
            onClick={() => {
              setDraft(null);
              save.reset();
            }}
          >
            {t('discard')}
          </Button>
        </div>
      )}
    </div>
  );
}
