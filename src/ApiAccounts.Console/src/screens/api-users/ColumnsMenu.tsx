import { Button, Menu, MenuItemCheckbox, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ColumnEditRegular } from '@fluentui/react-icons/svg/column-edit';
import { useTranslations } from 'use-intl';
import { choosable, type Visibility } from './columns';

/** Chooses the columns of the table. */
export function ColumnsMenu(props: { visibility: Visibility; onChange: (visibility: Visibility) => void }) {
  const t = useTranslations('apiUsers');
  return (
    <Menu
      persistOnItemClick
      checkedValues={{ columns: choosable.filter((id) => props.visibility[id]) }}
      onCheckedValueChange={(_, { checkedItems }) =>
        props.onChange(Object.fromEntries(choosable.map((id) => [id, checkedItems.includes(id)])))
      }
    >
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<ColumnEditRegular />}>{t('chooseColumns')}</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {choosable.map((id) => (
            <MenuItemCheckbox key={id} name="columns" value={id}>
              {t(`columns.${id}`)}
            </MenuItemCheckbox>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
