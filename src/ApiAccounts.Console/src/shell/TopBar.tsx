import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Text,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import { NavigationRegular } from '@fluentui/react-icons/svg/navigation';
import { PersonCircleRegular } from '@fluentui/react-icons/svg/person-circle';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '#/api/client';
import { fullName } from '#/session/session';
import { useSession } from '#/session/store';
import { useSignOut } from '#/session/useSignOut';
import { LanguageMenu, ThemeMenu } from './menus';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    height: '48px',
    paddingInline: tokens.spacingHorizontalM,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground3,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    position: 'sticky',
    top: 0,
    zIndex: 2,
  },
  product: { whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
  partner: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap', '@media (max-width: 640px)': { display: 'none' } },
  space: { flexGrow: 1 },
});

/** The bar above every page: the product, the partner, language, theme, and the account. */
export function TopBar(props: { onNavigation: () => void; navigationOpen: boolean }) {
  const styles = useStyles();
  const t = useTranslations('shell');
  const self = useQuery({ queryKey: ['users', 'self'], queryFn: () => answerOf(api.GET('/api/v1/users/self')), staleTime: Infinity });
  return (
    <header className={styles.bar}>
      <Button
        appearance="subtle"
        icon={<NavigationRegular />}
        aria-label={t('navigation')}
        aria-expanded={props.navigationOpen}
        onClick={props.onNavigation}
      />
      <Text weight="semibold" className={styles.product}>
        {t('product')}
      </Text>
      {self.data && <Text className={styles.partner}>{t('partner', { partner: String(self.data.pid) })}</Text>}
      <span className={styles.space} />
      <LanguageMenu />
      <ThemeMenu />
      <AccountMenu />
    </header>
  );
}

function AccountMenu() {
  const t = useTranslations('shell');
  const session = useSession();
  const navigate = useNavigate();
  const { signOut, signOutEverywhere } = useSignOut();
  const name = fullName(session) || session.userName;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={t('account', { name })} relationship="label">
          <Button appearance="subtle" icon={<PersonCircleRegular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{session.userName}</MenuGroupHeader>
            <MenuItem onClick={() => void navigate({ to: '/my-sessions' })}>{t('sessions')}</MenuItem>
            <MenuItem onClick={() => void navigate({ to: '/change-password' })}>{t('changePassword')}</MenuItem>
          </MenuGroup>
          <MenuDivider />
          <MenuItem onClick={() => void signOut()}>{t('signOut')}</MenuItem>
          <MenuItem onClick={() => void signOutEverywhere()}>{t('signOutEverywhere')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
