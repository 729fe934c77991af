import { Badge, Button, makeStyles, mergeClasses, Tooltip, tokens } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { stateOf } from '#/screens/api-user/apiUser';
import { AppLink } from '#/shared/links';
import type { ApiUserRow } from './calls';
import type { ColumnId } from './columns';
import { Sparkline } from './Sparkline';
import { useTools } from './tools';

const useStyles = makeStyles({
  text: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  userName: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, minWidth: 0, width: '100%' },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, minWidth: 0 },
  badge: { flexShrink: 0 },
  number: { width: '100%', textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
});

interface Cell {
  readonly row: ApiUserRow;
}

/** What each column shows of a row. */
export const cells: Record<ColumnId, (cell: Cell) => ReactNode> = {
  operator: Operator,
  userName: UserName,
  type: Type,
  createdAt: ({ row }) => <When time={row.createdAt} />,
  lastUsed: LastUse,
  requestsLast30Days: Requests,
  usage: Usage,
  description: ({ row }) => <Text text={row.description} />,
  status: Status,
  expiresAt: ({ row }) => (row.expiresAt === null ? <Dash /> : <When time={row.expiresAt} />),
  rateLimit: RateLimit,
  previousSecret: PreviousSecret,
};

function Text({ text }: { text: string }) {
  const styles = useStyles();
  return (
    <span className={styles.text} title={text}>
      {text}
    </span>
  );
}

const Dash = () => <span>–</span>;

function Operator({ row }: Cell) {
  const styles = useStyles();
  return (
    <AppLink to="/operators/$operatorId" params={{ operatorId: row.operatorId }} className={styles.text} title={row.operator}>
      {row.operator}
    </AppLink>
  );
}

export function UserName({ row }: Cell) {
  const styles = useStyles();
  return (
    <span className={styles.userName}>
      <AppLink
        to="/api-users/$apiUserId"
        params={{ apiUserId: row.apiUserId }}
        className={mergeClasses(styles.text, styles.code)}
        title={row.userName}
      >
        {row.userName}
      </AppLink>
      {stateOf(row, new Date()) !== 'active' && <Status row={row} />}
    </span>
  );
}

export function Type({ row }: Cell) {
  const t = useTranslations('apiUsers');
  return <Text text={t(`types.${row.type}`)} />;
}

/** A time as people say it, with the exact one on hover and when it has the focus. */
export function When({ time }: { time: string }) {
  const { formats } = useTools();
  return (
    <Tooltip content={formats.exact(time)} relationship="description">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus, the exact time could not be read by keyboard. */}
      <time dateTime={time} tabIndex={0}>
        {formats.relative(time)}
      </time>
    </Tooltip>
  );
}

export function LastUse({ row }: Cell) {
  const t = useTranslations('lastUsed');
  const { status, at } = row.lastUsed;
  if (status === 'used' && at !== null) return <When time={at} />;
  const shown = status === 'unknown' ? 'unknown' : 'notYetUsed';
  return (
    <Tooltip content={t(`${shown}Hint`)} relationship="description">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus, the explanation could not be read by keyboard. */}
      <span tabIndex={0}>{t(shown)}</span>
    </Tooltip>
  );
}

function Requests({ row }: Cell) {
  const styles = useStyles();
  const { formats } = useTools();
  return <span className={styles.number}>{formats.number(row.requestsLast30Days)}</span>;
}

export function Usage({ row }: Cell) {
  const { daily } = useTools();
  const requests = daily.get(row.apiUserId);
  return requests && row.requestsLast30Days > 0 ? <Sparkline requests={requests} /> : null;
}

function Status({ row }: Cell) {
  const styles = useStyles();
  const t = useTranslations('apiUsers');
  const state = stateOf(row, new Date());
  return (
    <Badge className={styles.badge} appearance="tint" size="small" color={state === 'active' ? 'success' : 'warning'}>
      {t(`states.${state}`)}
    </Badge>
  );
}

function RateLimit({ row }: Cell) {
  const t = useTranslations('apiUsers');
  return row.rateLimit === null ? <Dash /> : <Text text={t('rateLimitOf', { ...row.rateLimit })} />;
}

/** Whether the secret before the last rotation still works, and for how long. */
function PreviousSecret({ row }: Cell) {
  const { previousSecret } = row;
  return previousSecret === null || new Date(previousSecret.endsAt) <= new Date() ? <Dash /> : <When time={previousSecret.endsAt} />;
}

export function DeleteButton({ row }: Cell) {
  const t = useTranslations('apiUsers');
  const { mayDelete, onDelete } = useTools();
  if (!mayDelete(row)) return null;
  return (
    <Button
      size="small"
      appearance="subtle"
      icon={<DeleteRegular />}
      aria-label={t('deleteOf', { name: row.userName })}
      title={t('delete')}
      onClick={() => onDelete(row)}
    />
  );
}
