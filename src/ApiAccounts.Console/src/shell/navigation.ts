import type { FluentIcon } from '@fluentui/react-icons';
import { AppsRegular } from '@fluentui/react-icons/svg/apps';
import { CodeRegular } from '@fluentui/react-icons/svg/code';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { HomeRegular } from '@fluentui/react-icons/svg/home';
import { KeyRegular } from '@fluentui/react-icons/svg/key';
import { KeyMultipleRegular } from '@fluentui/react-icons/svg/key-multiple';
import { MailRegular } from '@fluentui/react-icons/svg/mail';
import { PeopleRegular } from '@fluentui/react-icons/svg/people';
import { PeopleTeamRegular } from '@fluentui/react-icons/svg/people-team';
import { ShieldPersonRegular } from '@fluentui/react-icons/svg/shield-person';
import type { LinkProps } from '@tanstack/react-router';
import type { useTranslations } from 'use-intl';
import { can, type Permission, type Session } from '#/session/session';

export interface NavigationItem {
  readonly to: LinkProps['to'] & string;
  /** The key of its name below `shell` in the catalogues. */
  readonly name: Parameters<ReturnType<typeof useTranslations<'shell'>>>[0];
  readonly icon: FluentIcon;
  /** Shown to those that have one of these permissions; to everybody if absent. */
  readonly needs?: readonly Permission[];
}

/** The pages in the order of the navigation. */
const items: readonly NavigationItem[] = [
  { to: '/', name: 'hub', icon: HomeRegular },
  { to: '/operators', name: 'operators', icon: PeopleRegular },
  { to: '/api-users', name: 'apiUsers', icon: KeyMultipleRegular },
  { to: '/invitations', name: 'invitations', icon: MailRegular, needs: ['readOperators'] },
  { to: '/custom-services', name: 'customServices', icon: AppsRegular, needs: ['readApiUsers', 'manageApiUsers'] },
  { to: '/groups', name: 'groups', icon: PeopleTeamRegular, needs: ['readOperators'] },
  { to: '/roles', name: 'roles', icon: ShieldPersonRegular, needs: ['readOperators'] },
  { to: '/unconfirmed-credentials', name: 'unconfirmed', icon: KeyRegular, needs: ['manageRights'] },
  { to: '/audit', name: 'audit', icon: HistoryRegular, needs: ['readAudit'] },
  { to: '/developers', name: 'developers', icon: CodeRegular },
];

/** What one may not open is not offered. */
export function navigationOf(session: Session): readonly NavigationItem[] {
  return items.filter(({ needs }) => needs === undefined || needs.some((permission) => can(session, permission)));
}
