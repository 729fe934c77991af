import {
  Badge,
  Button,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  tokens,
} from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useTranslations } from 'use-intl';
import { useFormats } from '#/formats/useFormats';
import { LastUsed } from '#/shared/LastUsed';
import { Scrollable } from '#/shared/Scrollable';
import { type ApiUser, type NewApiUser, type Staged, withDeletion, withoutAddition, withoutDeletion } from './staged';

const useStyles = makeStyles({
  deleted: { textDecorationLine: 'line-through', color: tokens.colorNeutralForeground3 },
  userName: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  wide: { width: '26%' },
  text: { paddingBlock: tokens.spacingVerticalS, overflowWrap: 'anywhere' },
  narrow: { width: '132px' },
});

export function ApiUsersTable(props: {
  list: readonly ApiUser[];
  staged: Staged;
  mayChange: boolean;
  onChange: (change: (staged: Staged) => Staged) => void;
}) {
  const styles = useStyles();
  const t = useTranslations('apiManagement');
  return (
    <Scrollable label={t('title')} minWidth="860px">
      <Table aria-label={t('title')}>
        <TableHeader>
          <TableRow>
            <TableHeaderCell>{t('description')}</TableHeaderCell>
            <TableHeaderCell className={styles.wide}>{t('userName')}</TableHeaderCell>
            <TableHeaderCell>{t('type')}</TableHeaderCell>
            <TableHeaderCell>{t('createdAt')}</TableHeaderCell>
            <TableHeaderCell>{t('lastUsed')}</TableHeaderCell>
            {props.mayChange && <TableHeaderCell className={styles.narrow}>{t('actions')}</TableHeaderCell>}
          </TableRow>
        </TableHeader>
        <TableBody>
          {props.list.map((apiUser) => (
            <SavedRow key={apiUser.apiUserId} {...props} apiUser={apiUser} />
          ))}
          {props.staged.additions.map(({ key, apiUser }) => (
            <NewRow key={key} apiUser={apiUser} onRemove={() => props.onChange((staged) => withoutAddition(staged, key))} />
          ))}
        </TableBody>
      </Table>
    </Scrollable>
  );
}

function SavedRow(props: { apiUser: ApiUser; staged: Staged; mayChange: boolean; onChange: (change: (staged: Staged) => Staged) => void }) {
  const styles = useStyles();
  const t = useTranslations('apiManagement');
  const formats = useFormats();
  const { apiUser } = props;
  const deleted = props.staged.deletions.includes(apiUser.apiUserId);
  const expired = apiUser.expiresAt !== null && new Date(apiUser.expiresAt) <= new Date();
  const state = deleted ? 'willBeDeleted' : !apiUser.enabled ? 'disabled' : expired ? 'expired' : null;
  const name = apiUser.description || apiUser.userName;
  return (
    <TableRow>
      <TableCell className={styles.text}>
        <Text className={mergeClasses(deleted && styles.deleted)}>{apiUser.description} </Text>
        {state && (
          <Badge appearance="tint" size="small" color={deleted ? 'danger' : 'warning'}>
            {t(`states.${state}`)}
          </Badge>
        )}
      </TableCell>
      <TableCell className={mergeClasses(styles.userName, deleted && styles.deleted)}>{apiUser.userName}</TableCell>
      <TableCell>{t(`types.${apiUser.type}`)}</TableCell>
      <TableCell>{formats.date(apiUser.createdAt)}</TableCell>
      <TableCell>
        <LastUsed lastUsed={apiUser.lastUsed} />
      </TableCell>
      {props.mayChange && (
        <TableCell>
          {deleted ? (
            <Button
              size="small"
              icon={<ArrowUndoRegular />}
              aria-label={t('undoOf', { name })}
              onClick={() => props.onChange((staged) => withoutDeletion(staged, apiUser.apiUserId))}
            >
              {t('undo')}
            </Button>
          ) : (
            <Button
              size="small"
              icon={<DeleteRegular />}
              aria-label={t('deleteOf', { name })}
              onClick={() => props.onChange((staged) => withDeletion(staged, apiUser.apiUserId))}
            >
              {t('delete')}
            </Button>
          )}
        </TableCell>
      )}
    </TableRow>
  );
}

function NewRow(props: { apiUser: NewApiUser; onRemove: () => void }) {
  const styles = useStyles();
  const t = useTranslations('apiManagement');
  const { description, type } = props.apiUser;
  return (
    <TableRow>
      <TableCell className={styles.text}>
        <Text>{description} </Text>
        <Badge appearance="tint" size="small" color="success">
          {t('states.new')}
        </Badge>
      </TableCell>
      <TableCell className={styles.wide}>{t('afterSave')}</TableCell>
      <TableCell>{t(`types.${type ?? 'Generic'}`)}</TableCell>
      <TableCell />
      <TableCell />
      <TableCell>
        <Button size="small" icon={<ArrowUndoRegular />} aria-label={t('undoOf', { name: description })} onClick={props.onRemove}>
          {t('undo')}
        </Button>
      </TableCell>
    </TableRow>
  );
}
