import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { type KindOfId, kindOf, numberOf } from '#/api/ids';
import { useSession } from '#/session/store';
import { AppLink } from '#/shared/links';
import { OperatorName } from '#/shared/OperatorName';

const useStyles = makeStyles({
  party: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  id: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
});

/** Where one reads more about what an id identifies. A session has no page, and what is deleted says so there. */
function linkOf(id: string, kind: KindOfId): LinkProps | null {
  if (kind === 'apiUser') return { to: '/api-users/$apiUserId', params: { apiUserId: id } } as LinkProps;
  if (kind === 'customService') return { to: '/custom-services/$clientId', params: { clientId: id } } as LinkProps;
  if (kind === 'group') return { to: '/groups/$groupId', params: { groupId: numberOf(id) ?? 0 } } as LinkProps;
  if (kind === 'role') return { to: '/roles/$roleId', params: { roleId: numberOf(id) ?? 0 } } as LinkProps;
  return null;
}

/** Who made a change or what was changed: its kind, with a link, and what is added below. */
export function Party({ id, children }: { id: string; children?: ReactNode }) {
  const styles = useStyles();
  const t = useTranslations('audit');
  const session = useSession();
  const kind = kindOf(id);
  const link = kind && linkOf(id, kind);
  return (
    <div className={styles.party}>
      {id === session.operatorId ? <Text>{t('you')}</Text> : kind === 'operator' ? <OperatorName operatorId={id} /> : null}
      {kind && kind !== 'operator' && <Text>{t(`kinds.${kind}`)}</Text>}
      {link ? (
        <AppLink {...link} className={styles.id}>
          {id}
        </AppLink>
      ) : (
        kind !== 'operator' && <span className={styles.id}>{id}</span>
      )}
      {children}
    </div>
  );
}
