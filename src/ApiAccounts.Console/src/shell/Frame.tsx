import { Link, MessageBar, MessageBarBody, makeStyles, NavDrawer, NavDrawerBody, ProgressBar, tokens } from '@fluentui/react-components';
import { onlineManager, useIsFetching, useIsMutating } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { IdleGuard } from '#/session/IdleGuard';
import { useSession, useSessionState } from '#/session/store';
import { NavLink } from '#/shared/links';
import { navigationOf } from './navigation';
import { TopBar } from './TopBar';
import { useNarrow } from './useNarrow';

const SignInAgainDialog = lazy(() => import('#/session/SignInAgainDialog'));

const useStyles = makeStyles({
  frame: { display: 'flex', flexDirection: 'column', minHeight: '100dvh' },
  skip: {
    position: 'absolute',
    left: tokens.spacingHorizontalM,
    top: '-100px',
    zIndex: 3,
    padding: tokens.spacingHorizontalS,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus': { top: tokens.spacingVerticalS },
  },
  progress: { position: 'fixed', top: '48px', left: 0, right: 0, zIndex: 2 },
  body: { display: 'flex', flexGrow: 1, minWidth: 0, alignItems: 'stretch' },
  drawer: { width: '220px', minWidth: '220px', position: 'sticky', top: '48px', height: 'calc(100dvh - 48px)' },
  items: { paddingBlock: tokens.spacingVerticalM },
  main: {
    flexGrow: 1,
    minWidth: 0,
    padding: tokens.spacingHorizontalXXL,
    outlineStyle: 'none',
    '@media (max-width: 640px)': { padding: tokens.spacingHorizontalM },
  },
});

/** The frame of every page behind the sign-in. */
export function Frame() {
  const styles = useStyles();
  const t = useTranslations('shell');
  const narrow = useNarrow();
  const session = useSession();
  const { endedMeanwhile } = useSessionState();
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(!narrow);
  const first = useRef(true);

  useEffect(() => setOpen(!narrow), [narrow]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page begins at its top, for eyes and screen readers alike.
  useEffect(() => {
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
    if (narrow) setOpen(false);
  }, [pathname]);

  return (
    <div className={styles.frame}>
      <Link
        className={styles.skip}
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('skip')}
      </Link>
      <TopBar navigationOpen={open} onNavigation={() => setOpen(!open)} />
      <Progress />
      <div className={styles.body}>
        <NavDrawer
          role="navigation"
          aria-label={t('navigation')}
          className={narrow ? '' : styles.drawer}
          type={narrow ? 'overlay' : 'inline'}
          open={open}
          onOpenChange={(_, data) => setOpen(data.open)}
          selectedValue={`/${pathname.split('/')[1]}`}
        >
          <NavDrawerBody className={styles.items}>
            {navigationOf(session).map(({ to, name, icon: Icon }) => (
              <NavLink key={to} to={to} value={to} icon={<Icon fontSize={20} />}>
                {t(name)}
              </NavLink>
            ))}
          </NavDrawerBody>
        </NavDrawer>
        <main ref={main} id="content" tabIndex={-1} className={styles.main}>
          <Offline />
          <Outlet />
        </main>
      </div>
      <Suspense>
        <IdleGuard />
        {endedMeanwhile && <SignInAgainDialog />}
      </Suspense>
    </div>
  );
}

/** Shown once something takes longer than people notice, so that quick answers do not flicker. */
function Progress() {
  const styles = useStyles();
  const t = useTranslations('shared');
  const busy = useIsFetching() + useIsMutating() > 0;
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = busy ? setTimeout(() => setLate(true), 500) : undefined;
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [busy]);
  return late ? <ProgressBar className={styles.progress} aria-label={t('loading')} /> : null;
}

function Offline() {
  const t = useTranslations('shared');
  const online = useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
  );
  return online ? null : (
    <MessageBar intent="warning">
      <MessageBarBody>{t('offline')}</MessageBarBody>
    </MessageBar>
  );
}
