import { makeStyles, Table, TableBody, TableCell, TableHeader, TableHeaderCell, TableRow, Text, tokens } from '@fluentui/react-components';
import { useTranslations } from 'use-intl';
import type { Schema } from '#/api/client';
import { useFormats } from '#/formats/useFormats';
import { useSession } from '#/session/store';
import { Scrollable } from '#/shared/Scrollable';

const useStyles = makeStyles({
  row: { verticalAlign: 'top' },
  cell: { verticalAlign: 'top', paddingBlock: tokens.spacingVerticalS },
  id: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  changes: { display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: tokens.spacingHorizontalS, margin: 0 },
  field: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere' },
  before: { textDecorationLine: 'line-through', color: tokens.colorNeutralForeground2 },
});

type Entry = Schema<'AuditEntry'>;

/** What was changed, by whom and from where, with the values before and after. */
export function AuditEntries({ entries, subjects = false }: { entries: readonly Entry[]; subjects?: boolean }) {
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
                <time dateTime={entry.at}>{formats.dateTime(entry.at)}</time>
              </TableCell>
              <TableCell className={styles.cell}>{t(`actions.${entry.action}`)}</TableCell>
              {subjects && (
                <TableCell className={styles.cell}>
                  <span className={styles.id}>{entry.subject}</span>
                </TableCell>
              )}
              <TableCell className={styles.cell}>
                <Actor entry={entry} />
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

function Actor({ entry }: { entry: Entry }) {
  const styles = useStyles();
  const t = useTranslations('audit');
  const session = useSession();
  const who = entry.actor === null ? t('system') : entry.actor === session.operatorId ? t('you') : null;
  return (
    <div>
      {who ? <Text>{who}</Text> : <span className={styles.id}>{entry.actor}</span>}
      {entry.address && (
        <>
          <br />
          <Text size={200}>{t('from', { address: entry.address })}</Text>
        </>
      )}
    </div>
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
