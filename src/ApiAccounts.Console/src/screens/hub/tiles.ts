import type { FluentIcon } from '@fluentui/react-icons';
import { AppsRegular } from '@fluentui/react-icons/svg/apps';
import { CodeRegular } from '@fluentui/react-icons/svg/code';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { KeyMultipleRegular } from '@fluentui/react-icons/svg/key-multiple';
import { MailRegular } from '@fluentui/react-icons/svg/mail';
import { PeopleRegular } from '@fluentui/react-icons/svg/people';
import { PeopleTeamRegular } from '@fluentui/react-icons/svg/people-team';
import type { LinkProps } from '@tanstack/react-router';
import type { useTranslations } from 'use-intl';
import { can, type Permission, type Session } from '#/session/session';
import type { Summary } from './summary';

type Key<Prefix extends string> = Parameters<ReturnType<typeof useTranslations<'hub'>>>[0] extends infer All
  ? All extends `${Prefix}.${infer Name}`
    ? Name
    : never
  : never;

export interface Tile {
  readonly name: Key<'tiles'> & Key<'about'>;
  readonly to: LinkProps['to'] & string;
  readonly icon: FluentIcon;
  /** The number in large type. A tile without one says what it is for. */
  readonly number?: keyof Summary;
  readonly details: readonly (keyof Summary & Key<'details'>)[];
  /** Shown to those that have one of these permissions; to everybody if absent. */
  readonly needs?: readonly Permission[];
}

const tiles: readonly Tile[] = [
  { name: 'operators', to: '/operators', icon: PeopleRegular, number: 'operators', details: ['invited'] },
  {
    name: 'apiUsers',
    to: '/api-users',
    icon: KeyMultipleRegular,
    number: 'apiUsers',
    details: ['usedToday', 'unusedFor90Days', 'expiringSoon'],
  },
  {
    name: 'customServices',
    to: '/custom-services',
    icon: AppsRegular,
    number: 'customServices',
    details: [],
    needs: ['readApiUsers', 'manageApiUsers'],
  },
  { name: 'invitations', to: '/invitations', icon: MailRegular, number: 'invitations', details: [], needs: ['readOperators'] },
  { name: 'groupsAndRoles', to: '/groups', icon: PeopleTeamRegular, details: ['groups', 'roles'], needs: ['readOperators'] },
  { name: 'audit', to: '/audit', icon: HistoryRegular, details: [], needs: ['readAudit'] },
  { name: 'developers', to: '/developers', icon: CodeRegular, details: [] },
];

export function tilesOf(session: Session): readonly Tile[] {
  return tiles.filter(({ needs }) => needs === undefined || needs.some((permission) => can(session, permission)));
}
