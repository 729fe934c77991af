import { Card, CardHeader, makeStyles, Skeleton, SkeletonItem, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useFormats } from '#/formats/useFormats';
import { useSession } from '#/session/store';
import { AppLink } from '#/shared/links';
import { Page } from '#/shared/Page';
import { ProblemBar } from '#/shared/ProblemBar';
import { readSummary, type Summary } from './summary';
import { type Tile, tilesOf } from './tiles';

const useStyles = makeStyles({
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(260px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  tile: { height: '100%', boxSizing: 'border-box', position: 'relative' },
  icon: { fontSize: '28px', color: tokens.colorBrandForeground1, display: 'flex' },
  number: { fontSize: tokens.fontSizeHero800, lineHeight: tokens.lineHeightHero800, fontVariantNumeric: 'tabular-nums' },
  details: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalL, color: tokens.colorNeutralForeground2 },
  // The link of the title covers the tile, so that all of it can be clicked and one thing is read out.
  link: { '::after': { content: '""', position: 'absolute', inset: 0 } },
  wait: { width: '96px' },
});

/** The start of the console: what there is, with live numbers. */
export function HubScreen() {
  const styles = useStyles();
  const t = useTranslations('hub');
  const session = useSession();
  const summary = useQuery({ queryKey: ['summary'], queryFn: readSummary, refetchInterval: 30_000 });
  return (
    <Page title={t('title')}>
      {summary.error && <ProblemBar error={summary.error} onRetry={() => void summary.refetch()} />}
      <ul className={styles.tiles}>
        {tilesOf(session).map((tile) => (
          <li key={tile.name}>
            <HubTile tile={tile} summary={summary.data} waiting={summary.isPending && !summary.error} />
          </li>
        ))}
      </ul>
    </Page>
  );
}

function HubTile({ tile, summary, waiting }: { tile: Tile; summary: Summary | undefined; waiting: boolean }) {
  const styles = useStyles();
  const t = useTranslations('hub');
  const formats = useFormats();
  const { icon: Icon, name, number, details } = tile;
  const count = number && summary?.[number];
  return (
    <Card className={styles.tile}>
      <CardHeader
        image={
          <span className={styles.icon}>
            <Icon />
          </span>
        }
        header={
          <AppLink to={tile.to} className={styles.link} appearance="subtle">
            <Text weight="semibold">{t(`tiles.${name}`)}</Text>
          </AppLink>
        }
      />
      {waiting && number ? (
        <Skeleton aria-label={t('loading')} className={styles.wait}>
          <SkeletonItem size={40} />
        </Skeleton>
      ) : (
        typeof count === 'number' && <Text className={styles.number}>{formats.number(count)}</Text>
      )}
      <div className={styles.details}>
        {details.map((detail) => {
          const value = summary?.[detail];
          return typeof value === 'number' ? <Text key={detail}>{t(`details.${detail}`, { count: value })}</Text> : null;
        })}
        {!waiting && typeof count !== 'number' && <Text>{t(`about.${name}`)}</Text>}
      </div>
    </Card>
  );
}
