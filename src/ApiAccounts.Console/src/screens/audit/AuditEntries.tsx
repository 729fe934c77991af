import {
  Link,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import { useTranslations } from 'use-intl';
import type { Schema } from '#/api/client';
import { useFormats } from '#/formats/useFormats';
import { Scrollable } from '#/shared/Scrollable';
import { Party } from './Party';

const useStyles = makeStyles({
  row: { verticalAlign: 'top' },
  cell: { verticalAlign: 'top', paddingBlock: tokens.spacingVerticalS },
  filter: { fontSize: tokens.fontSizeBase200, alignSelf: 'flex-start', minHeight: '24px' },
  changes: { display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: tokens.spacingHorizontalS, margin: 0 },
  field: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere' },
  before: { textDecorationLine: 'line-through', color: tokens.colorNeutralForeground2 },
});

type Entry = Schema<'AuditEntry'>;

/** What was changed, by whom and from where, with the values before and after. With `onFilter`, each party leads to its own changes. */
export function AuditEntries(props: {
  entries: readonly Entry[];
  subjects?: boolean;
  onFilter?: (part: { subject?: string; actor?: string }) => void;
}) {
  const { entries, subjects = false, onFilter } = props;
  const styles = useStyles();
  const t = useTranslations('audit');
  const formats = useFormats();
  return (
    <Scrollable label={t('title')} minWidth={subjects ? '960px' : '720px'}>
      <Table aria-label={t('title')}>
        <TableHeader>
          <TableRow>
            <TableHeaderCell>{t('at')}</TableHeaderCell>
            <TableHeaderCell>{t('action')}</TableHeaderCell>
            {subjects && <TableHeaderCell>{t('subject')}</TableHeaderCell>}
            <TableHeaderCell>{t('actor')}</TableHeaderCell>
            <TableHeaderCell>{t('changes')}</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {entries.map((entry) => (
            <TableRow key={`${entry.at} ${entry.action} ${entry.subject}`} className={styles.row}>
              <TableCell className={styles.cell}>
                <Tooltip content={formats.exact(entry.at)} relationship="description">
                  <time dateTime={entry.at}>{formats.second(entry.at)}</time>
                </Tooltip>
              </TableCell>
              <TableCell className={styles.cell}>{t(`actions.${entry.action}`)}</TableCell>
              {subjects && (
                <TableCell className={styles.cell}>
                  <Party id={entry.subject}>
                    {onFilter && <FilterLink text={t('onlyOf')} onClick={() => onFilter({ subject: entry.subject })} />}
                  </Party>
                </TableCell>
              )}
              <TableCell className={styles.cell}>
                {entry.actor === null ? (
                  <Text>{t('system')}</Text>
                ) : (
                  <Party id={entry.actor}>
                    {onFilter && <FilterLink text={t('onlyBy')} onClick={() => onFilter({ actor: entry.actor ?? '' })} />}
                  </Party>
                )}
                {entry.address && (
                  <Text size={200} block>
                    {t('from', { address: entry.address })}
                  </Text>
                )}
              </TableCell>
              <TableCell className={styles.cell}>
                <Changes entry={entry} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Scrollable>
  );
}

function FilterLink({ text, onClick }: { text: string; onClick: () => void }) {
  const styles = useStyles();
  return (
    <Link as="button" className={styles.filter} onClick={onClick}>
      {text}
    </Link>
  );
}

function Changes({ entry }: { entry: Entry }) {
  const styles = useStyles();
  if (entry.changes.length === 0) return null;
  return (
    <dl className={styles.changes}>
      {entry.changes.map((change) => (
        <div key={change.field} style={{ display: 'contents' }}>
          <dt className={styles.field}>{change.field}</dt>
          <dd className={styles.value}>
            {change.before !== null && <del className={styles.before}>{change.before}</del>}
            {change.before !== null && change.after !== null && ' → '}
            {change.after}
          </dd>
        </div>
      ))}
    </dl>
  );
}
