import { Button, Dropdown, Field, Input, makeStyles, Option, OptionGroup, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { kindOf } from '#/api/ids';
import { nameOf, operatorKey, readOperator } from '#/screens/operators/operators';
import { OperatorPicker } from '#/shared/OperatorPicker';
import { type AuditAction, type AuditFilter, actionAreas, actions, fromLocal, toLocal, type withPart } from './filter';

const useStyles = makeStyles({
  filters: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(240px, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    alignItems: 'end',
    maxWidth: '1320px',
  },
  narrow: { minWidth: 0 },
});

/** What the audit is filtered by. Each part can be left out. */
export function AuditFilters(props: {
  filter: AuditFilter;
  onChange: (part: Parameters<typeof withPart>[1]) => void;
  onClear: () => void;
}) {
  const styles = useStyles();
  const t = useTranslations('audit');
  const { filter, onChange } = props;
  return (
    <search className={styles.filters} aria-label={t('filter')}>
      <Field label={t('fromTime')}>
        <Input type="datetime-local" value={toLocal(filter.from)} onChange={(_, { value }) => onChange({ from: fromLocal(value) })} />
      </Field>
      <Field label={t('beforeTime')}>
        <Input type="datetime-local" value={toLocal(filter.before)} onChange={(_, { value }) => onChange({ before: fromLocal(value) })} />
      </Field>
      <Field label={t('action')}>
        <Dropdown
          className={styles.narrow}
          value={filter.action ? t(`actions.${filter.action}`) : t('allActions')}
          selectedOptions={[filter.action ?? '']}
          onOptionSelect={(_, { optionValue }) => onChange({ action: (optionValue || undefined) as AuditAction | undefined })}
        >
          <Option value="">{t('allActions')}</Option>
          {actionAreas.map((area) => (
            <OptionGroup key={area} label={t(`areas.${area}`)}>
              {actions[area].map((action) => (
                <Option key={action} value={action}>
                  {t(`actions.${action}`)}
                </Option>
              ))}
            </OptionGroup>
          ))}
        </Dropdown>
      </Field>
      <Party label={t('ofParty')} id={filter.subject} onChange={(subject) => onChange({ subject })} />
      <Party label={t('byParty')} id={filter.actor} onChange={(actor) => onChange({ actor })} />
      <div>
        <Button disabledFocusable={Object.keys(filter).length === 0} onClick={props.onClear}>
          {t('clear')}
        </Button>
      </div>
    </search>
  );
}

/** An operator by its name, or anything by its id. */
function Party({ label, id, onChange }: { label: string; id: string | undefined; onChange: (id: string | undefined) => void }) {
  const isOperator = id !== undefined && kindOf(id) === 'operator';
  const operator = useQuery({
    queryKey: operatorKey(id ?? ''),
    queryFn: () => readOperator(id ?? ''),
    enabled: isOperator,
    staleTime: 60_000,
  });
  return (
    <OperatorPicker
      label={label}
      shown={isOperator && operator.data ? nameOf(operator.data) : (id ?? '')}
      onChoose={(chosen) => onChange(chosen?.operatorId)}
      onId={onChange}
    />
  );
}
