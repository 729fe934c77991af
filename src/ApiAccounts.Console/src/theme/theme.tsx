import { FluentProvider, type Theme } from '@fluentui/react-components';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';

export const themeChoices = ['system', 'light', 'dark', 'contrast'] as const;
export type ThemeChoice = (typeof themeChoices)[number];
type Name = Exclude<ThemeChoice, 'system'>;

export interface LoadedTheme {
  readonly name: Name;
  readonly theme: Theme;
}

const key = 'api-accounts-theme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const contrast = window.matchMedia('(forced-colors: active)');

/** Only the theme that is shown is loaded. */
const themes: Record<Name, () => Promise<{ theme: Theme }>> = {
  light: () => import('./light'),
  dark: () => import('./dark'),
  contrast: () => import('./contrast'),
};

async function load(name: Name): Promise<LoadedTheme> {
  return { name, theme: (await themes[name]()).theme };
}

function kept(): ThemeChoice {
  const value = window.localStorage.getItem(key);
  return themeChoices.find((choice) => choice === value) ?? 'system';
}

const nameOf = (choice: ThemeChoice, isDark: boolean, isContrast: boolean): Name =>
  choice !== 'system' ? choice : isContrast ? 'contrast' : isDark ? 'dark' : 'light';

/** The theme that the page begins with. */
export const firstTheme = () => load(nameOf(kept(), dark.matches, contrast.matches));

const ThemeContext = createContext<{ choice: ThemeChoice; shown: Name; choose: (choice: ThemeChoice) => void }>({
  choice: 'system',
  shown: 'light',
  choose: () => {},
});
export const useTheme = () => useContext(ThemeContext);

/** Light, dark or high contrast: as the system has it until one chooses, and then as chosen, also at the next visit. */
export function ThemeProvider({ first, children }: { first: LoadedTheme; children: ReactNode }) {
  const [choice, setChoice] = useState(kept);
  const [shown, setShown] = useState(first);
  const name = nameOf(choice, useMatches(dark), useMatches(contrast));
  useEffect(() => {
    if (name === shown.name) return;
    let wanted = true;
    load(name).then((loaded) => wanted && setShown(loaded));
    return () => {
      wanted = false;
    };
  }, [name, shown.name]);
  useEffect(() => {
    // The page itself shows beside the scroll bar, and colours the controls of the browser.
    const { style } = document.documentElement;
    style.colorScheme = shown.name === 'light' ? 'light' : 'dark';
    style.backgroundColor = shown.theme.colorNeutralBackground3;
  }, [shown]);
  const value = useMemo(
    () => ({
      choice,
      shown: shown.name,
      choose(next: ThemeChoice) {
        window.localStorage.setItem(key, next);
        setChoice(next);
      },
    }),
    [choice, shown.name],
  );
  return (
    <ThemeContext value={value}>
      <FluentProvider theme={shown.theme} style={{ minHeight: '100dvh' }}>
        {children}
      </FluentProvider>
    </ThemeContext>
  );
}

function useMatches(media: MediaQueryList): boolean {
  return useSyncExternalStore(
    (changed) => {
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => media.matches,
  );
}
