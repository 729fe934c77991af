import { Combobox, Field, Option } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { kindOf } from '#/api/ids';
import { found, nameOf, type Operator, operatorsKey, readOperators } from '#/screens/operators/operators';
import { useProblemText } from './useProblemText';

/** As many as one looks through; whoever wants another types more of its name. */
const most = 50;

/** Chooses an operator by typing a part of its name, user name or address. */
export function OperatorPicker(props: {
  label: string;
  hint?: string;
  required?: boolean;
  /** What is shown before one types: the name of the operator chosen. */
  shown: string;
  /** Whether an operator can be chosen. Those that cannot are not listed. */
  accepts?: (operator: Operator) => boolean;
  validationMessage?: string;
  onChoose: (operator: Operator | null) => void;
  /** Called with an id that is typed or pasted, of whatever kind. */
  onId?: (id: string) => void;
}) {
  const t = useTranslations('operatorPicker');
  const problem = useProblemText();
  /** What is typed; null if nothing is, and the choice is shown. */
  const [text, setText] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const list = useQuery({ queryKey: operatorsKey, queryFn: readOperators, enabled: open });
  const choices = found(list.data ?? [], text ?? '').filter((operator) => props.accepts?.(operator) ?? true);
  const waiting = list.isPending ? t('loading') : choices.length === 0 ? t('none') : null;
  const note = list.error ? problem(list.error) : waiting;
  return (
    <Field
      label={props.label}
      required={props.required ?? false}
      {...(props.hint && { hint: props.hint })}
      {...(props.validationMessage && { validationMessage: props.validationMessage })}
    >
      <Combobox
        freeform
        autoComplete="off"
        placeholder={t('placeholder')}
        value={text ?? props.shown}
        selectedOptions={[]}
        open={open}
        onOpenChange={(_, data) => setOpen(data.open)}
        onChange={(event) => {
          const typed = event.target.value.trim();
          setText(event.target.value);
          setOpen(true);
          if (typed === '') props.onChoose(null);
          if (props.onId === undefined || kindOf(typed) === null) return;
          setText(null);
          setOpen(false);
          props.onId(typed.toLowerCase());
        }}
        onBlur={() => setText(null)}
        onOptionSelect={(_, { optionValue }) => {
          const chosen = choices.find(({ operatorId }) => operatorId === optionValue);
          if (chosen === undefined) return;
          setText(null);
          props.onChoose(chosen);
        }}
      >
        {note !== null && (
          <Option value="" text="" disabled>
            {note}
          </Option>
        )}
        {choices.slice(0, most).map((operator) => (
          <Option key={operator.operatorId} value={operator.operatorId} text={nameOf(operator)}>
            {`${nameOf(operator)} (${operator.userName})`}
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}
