import {
  Breadcrumb,
  BreadcrumbButton,
  BreadcrumbDivider,
  BreadcrumbItem,
  makeStyles,
  Title2,
  tokens,
  useAnnounce,
} from '@fluentui/react-components';
import type { LinkProps } from '@tanstack/react-router';
import { Fragment, type ReactNode, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { CrumbLink } from './links';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
  crumbs: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})`, flexWrap: 'wrap', '& ol': { flexWrap: 'wrap' } },
  // A title may be 255 characters long.
  current: {
    display: 'block',
    maxWidth: 'min(480px, calc(100vw - 40px))',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  heading: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalS,
  },
  title: { margin: 0, overflowWrap: 'anywhere', minWidth: 0 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

export interface Crumb {
  readonly label: string;
  readonly link: LinkProps;
}

/** A page: where it is, its title (of the document too, and announced), what can be done, and its content. */
export function Page(props: { title: string; crumbs?: readonly Crumb[]; actions?: ReactNode; children: ReactNode }) {
  const styles = useStyles();
  const t = useTranslations('shell');
  const { announce } = useAnnounce();
  const { title } = props;
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
    announce(title);
  }, [title, t, announce]);
  return (
    <div className={styles.page}>
      {props.crumbs && (
        <Breadcrumb aria-label={t('breadcrumb')} className={styles.crumbs}>
          {[{ label: t('hub'), link: { to: '/' } as LinkProps }, ...props.crumbs].map((crumb) => (
            <Fragment key={crumb.label}>
              <BreadcrumbItem>
                <CrumbLink {...crumb.link}>{crumb.label}</CrumbLink>
              </BreadcrumbItem>
              <BreadcrumbDivider />
            </Fragment>
          ))}
          <BreadcrumbItem>
            <BreadcrumbButton current className={styles.current}>
              {title}
            </BreadcrumbButton>
          </BreadcrumbItem>
        </Breadcrumb>
      )}
      <div className={styles.heading}>
        <Title2 as="h1" className={styles.title}>
          {title}
        </Title2>
        {props.actions && <div className={styles.actions}>{props.actions}</div>}
      </div>
      {props.children}
    </div>
  );
}
